@testable import DependencyReaders

extension Fixture {
    static let javaScript = [
        packageJSON, lockV1, lockV3, shrinkwrap, yarnClassic, yarnBerry, pnpm5, pnpm6, pnpm9, bun,
    ]

    private static let manifest = """
        {
          "name": "shop",
          "dependencies": { "express": "^4.18.0", "forked": "npm:original@^2.0.0" },
          "devDependencies": { "jest": "~29.0.0" },
          "optionalDependencies": { "fsevents": "^2.3.2" }
        }
        """

    private static let packageJSON = Fixture(
        name: "package.json", format: .packageJSON,
        text: """
            {
              "name": "shop",
              "version": "1.0.0",
              "dependencies": {
                "express": "^4.18.0",
                "forked": "npm:@acme/original@^2.0.0",
                "ours": "workspace:*",
                "near": "file:../near",
                "tool": "github:acme/tool#v1.2.0",
                "archive": "https://files.example/archive-1.0.0.tgz"
              },
              "devDependencies": { "jest": "29.0.0", "express": "^4.18.0" },
              "optionalDependencies": {"fsevents": "^2.3.2"},
              "peerDependencies": {"react": ">=17", "vue": ">=3"},
              "peerDependenciesMeta": {"vue": {"optional": true}}
            }
            """,
        expected: [
            "express (^4.18.0) :5 direct",
            "@acme/original (^2.0.0) :6 direct",
            "tool :9 direct vcs_url=git+https://github.com/acme/tool@v1.2.0",
            "archive :10 direct download_url=https://files.example/archive-1.0.0.tgz",
            "jest (29.0.0) :12 development direct",
            "fsevents (^2.3.2) :13 optional direct",
            "react (>=17) :14 direct",
            "vue (>=3) :14 optional direct",
        ])

    private static let lockV1 = Fixture(
        name: "package-lock.json 1", format: .packageLock,
        text: """
            {
              "name": "shop",
              "lockfileVersion": 1,
              "requires": true,
              "dependencies": {
                "express": {
                  "version": "4.18.2",
                  "resolved": "https://registry.npmjs.org/express/-/express-4.18.2.tgz",
                  "integrity": "\(sri512)",
                  "requires": { "ms": "2.0.0", "absent": "1" },
                  "dependencies": {
                    "ms": { "version": "2.0.0", "bundled": true }
                  }
                },
                "ms": { "version": "2.1.3", "dev": true },
                "jest": { "version": "29.0.1", "dev": true, "requires": { "ms": "^2.1.0" } },
                "near": { "version": "file:../near" },
                "forked": { "version": "npm:original@2.0.1" },
                "tool": { "version": "git+ssh://git@github.com/acme/tool.git#0123abc", "optional": true }
              }
            }
            """,
        files: ["app/package.json": manifest],
        expected: [
            "ms@2.0.0 :12 transitive",
            "express@4.18.2 :6 direct sha512:000102 > ms@2.0.0",
            "ms@2.1.3 :15 development transitive",
            "jest@29.0.1 :16 development direct > ms@2.1.3",
            "original@2.0.1 :18 direct",
            "tool :19 optional transitive vcs_url=git+ssh://git@github.com/acme/tool.git@0123abc",
        ])

    private static let lockV3Text = """
        {
          "name": "shop",
          "lockfileVersion": 3,
          "packages": {
            "": {
              "name": "shop",
              "workspaces": ["packages/*"],
              "dependencies": { "express": "^4.18.0", "web": "*" },
              "devDependencies": { "jest": "^29" }
            },
            "node_modules/express": {
              "version": "4.18.2",
              "resolved": "https://registry.npmjs.org/express/-/express-4.18.2.tgz",
              "integrity": "\(sri512)",
              "license": "MIT",
              "dependencies": { "@scope/ms": "2.0.0" },
              "optionalDependencies": { "fsevents": "*" }
            },
            "node_modules/express/node_modules/@scope/ms": { "version": "2.0.0" },
            "node_modules/@scope/ms": { "version": "2.1.3" },
            "node_modules/fsevents": { "version": "2.3.3", "optional": true },
            "node_modules/jest": { "version": "29.0.1", "dev": true, "dependencies": { "@scope/ms": "^2.1" } },
            "node_modules/web": { "resolved": "packages/web", "link": true },
            "packages/web": { "version": "0.0.0", "dependencies": { "alias": "npm:real@1", "@scope/ms": "^2.1" } },
            "packages/web/node_modules/alias": {
              "name": "real",
              "version": "1.0.0",
              "resolved": "https://files.example/real.tgz",
              "license": {"type": "Apache-2.0"}
            }
          },
          "dependencies": { "not-read-again": { "version": "1.0.0" } }
        }
        """

    private static let lockV3Expected = [
        "express@4.18.2 :11 direct sha512:000102 [MIT] > @scope/ms@2.0.0 fsevents@2.3.3",
        "@scope/ms@2.0.0 :19 transitive",
        "@scope/ms@2.1.3 :20 direct",
        "fsevents@2.3.3 :21 optional transitive",
        "jest@29.0.1 :22 development direct > @scope/ms@2.1.3",
        "real@1.0.0 :25 direct [Apache-2.0] download_url=https://files.example/real.tgz",
    ]

    private static let lockV3 = Fixture(
        name: "package-lock.json 3", format: .packageLock, text: lockV3Text, expected: lockV3Expected)

    private static let shrinkwrap = Fixture(
        name: "npm-shrinkwrap.json", format: .npmShrinkwrap, text: lockV3Text, expected: lockV3Expected)

    private static let yarnClassic = Fixture(
        name: "yarn.lock 1", format: .yarnLock,
        text: """
            # THIS IS AN AUTOGENERATED FILE. DO NOT EDIT THIS FILE DIRECTLY.
            # yarn lockfile v1


            "@scope/ms@^2.0.0", "@scope/ms@^2.1.0":
              version "2.1.3"
              resolved "https://registry.yarnpkg.com/@scope/ms/-/ms-2.1.3.tgz#\(sha1)"

            express@^4.18.0:
              version "4.18.2"
              resolved "https://registry.yarnpkg.com/express/-/express-4.18.2.tgz#\(sha1)"
              integrity \(sri512)
              dependencies:
                "@scope/ms" "^2.0.0"
              optionalDependencies:
                fsevents "^2.3.2"

            "forked@npm:original@^2.0.0":
              version "2.0.1"

            fsevents@^2.3.2:
              version "2.3.3"

            jest@~29.0.0:
              version "29.0.1"
              dependencies:
                "@scope/ms" "^2.1.0"
                only-dev "1"

            only-dev@1:
              version "1.0.0"

            "near@file:../near":
              version "0.0.0"

            "tool@git+https://github.com/acme/tool.git":
              version "1.0.0"
              resolved "git+https://github.com/acme/tool.git#0123abc"
            """,
        files: ["app/package.json": manifest],
        expected: [
            "@scope/ms@2.1.3 :5 transitive sha1:da39a3",
            "express@4.18.2 :9 direct sha512:000102 > @scope/ms@2.1.3 fsevents@2.3.3",
            "original@2.0.1 :18 direct",
            "fsevents@2.3.3 :21 optional direct",
            "jest@29.0.1 :24 development direct > @scope/ms@2.1.3 only-dev@1.0.0",
            "only-dev@1.0.0 :30 development transitive",
            "tool@1.0.0 :36 transitive vcs_url=git+https://github.com/acme/tool.git@0123abc",
        ])

    private static let yarnBerry = Fixture(
        name: "yarn.lock berry", format: .yarnLock,
        text: """
            # This file is generated by running "yarn install" inside your project.

            __metadata:
              version: 8
              cacheKey: 10c0

            "@scope/ms@npm:^2.0.0, @scope/ms@npm:^2.1.0":
              version: 2.1.3
              resolution: "@scope/ms@npm:2.1.3"
              checksum: 10c0/\(sri512Hex)
              languageName: node
              linkType: hard

            "express@npm:^4.18.0":
              version: 4.18.2
              resolution: "express@npm:4.18.2"
              dependencies:
                "@scope/ms": "npm:^2.0.0"
                fsevents: "npm:^2.3.2"
              dependenciesMeta:
                fsevents:
                  optional: true
              languageName: node
              linkType: hard

            "forked@npm:original@^2.0.0":
              version: 2.0.1
              resolution: "original@npm:2.0.1"

            "fsevents@npm:^2.3.2":
              version: 2.3.3
              resolution: "fsevents@npm:2.3.3"

            "fsevents@patch:fsevents@npm%3A^2.3.2#optional!builtin<compat/fsevents>":
              version: 2.3.3
              resolution: "fsevents@patch:fsevents@npm%3A2.3.3#optional!builtin<compat/fsevents>::version=2.3.3"

            "jest@npm:~29.0.0":
              version: 29.0.1
              resolution: "jest@npm:29.0.1"
              dependencies:
                "@scope/ms": ^2.1.0

            "shop@workspace:.":
              version: 0.0.0-use.local
              resolution: "shop@workspace:."
              dependencies:
                express: "npm:^4.18.0"
                forked: "npm:original@^2.0.0"
                jest: "npm:~29.0.0"
                fsevents: "npm:^2.3.2"
              languageName: unknown
              linkType: soft
            """,
        files: ["app/package.json": manifest],
        expected: [
            "@scope/ms@2.1.3 :7 transitive sha512:000102",
            "express@4.18.2 :14 direct > @scope/ms@2.1.3 fsevents@2.3.3",
            "original@2.0.1 :26 direct",
            "fsevents@2.3.3 :30 optional direct",
            "jest@29.0.1 :38 development direct > @scope/ms@2.1.3",
        ])

    private static let sri512Hex = Digests.integrity(sri512)[0].dropping(prefix: "sha512:") ?? ""

    private static let pnpm5 = Fixture(
        name: "pnpm-lock.yaml 5", format: .pnpmLock,
        text: """
            lockfileVersion: 5.4

            specifiers:
              express: ^4.18.0
              jest: ~29.0.0

            dependencies:
              express: 4.18.2
              forked: /original/2.0.1
              near: link:../near

            devDependencies:
              jest: 29.0.1_@scope+ms@2.1.3

            packages:

              /@scope/ms/2.1.3:
                resolution: {integrity: \(sri512)}
                engines: {node: '>=4'}
                dev: false

              /express/4.18.2:
                resolution: {integrity: \(sri512)}
                dependencies:
                  '@scope/ms': 2.1.3
                optionalDependencies:
                  fsevents: 2.3.3
                dev: false

              /fsevents/2.3.3:
                resolution: {integrity: \(sri512)}
                optional: true

              /jest/29.0.1_@scope+ms@2.1.3:
                resolution: {integrity: \(sri512)}
                dependencies:
                  tool: github.com/acme/tool/0123abc
                dev: true

              /original/2.0.1:
                resolution: {integrity: \(sri512)}

              github.com/acme/tool/0123abc:
                resolution: {tarball: https://codeload.github.com/acme/tool/tar.gz/0123abc}
                name: tool
                version: 1.0.0
                dev: true
            """,
        expected: [
            "@scope/ms@2.1.3 :17 transitive sha512:000102",
            "express@4.18.2 :22 direct sha512:000102 > @scope/ms@2.1.3 fsevents@2.3.3",
            "fsevents@2.3.3 :30 optional transitive sha512:000102",
            "jest@29.0.1 :34 development direct sha512:000102 > tool@1.0.0",
            "original@2.0.1 :40 direct sha512:000102",
            "tool@1.0.0 :43 development transitive vcs_url=git+https://github.com/acme/tool.git@0123abc",
        ])

    private static let pnpm6 = Fixture(
        name: "pnpm-lock.yaml 6", format: .pnpmLock,
        text: """
            lockfileVersion: '6.0'
            importers:
              .:
                dependencies:
                  express:
                    specifier: ^4.18.0
                    version: 4.18.2(@scope/ms@2.1.3)
              packages/web:
                devDependencies:
                  forked:
                    specifier: npm:original@2
                    version: /original@2.0.1
                  shop:
                    specifier: workspace:*
                    version: link:../..
            packages:
              /@scope/ms@2.1.3:
                resolution: {integrity: \(sri512)}
              /express@4.18.2(@scope/ms@2.1.3):
                resolution: {integrity: \(sri512)}
                dependencies:
                  '@scope/ms': 2.1.3
              /original@2.0.1:
                resolution:
                  integrity: \(sri512)
                dependencies:
                  '@scope/ms': 2.1.3
            """,
        expected: [
            "@scope/ms@2.1.3 :17 transitive sha512:000102",
            "express@4.18.2 :19 direct sha512:000102 > @scope/ms@2.1.3",
            "original@2.0.1 :23 development direct sha512:000102 > @scope/ms@2.1.3",
        ])

    private static let pnpm9 = Fixture(
        name: "pnpm-lock.yaml 9", format: .pnpmLock,
        text: """
            lockfileVersion: '9.0'

            settings:
              autoInstallPeers: true

            importers:

              .:
                dependencies:
                  express:
                    specifier: ^4.18.0
                    version: 4.18.2(@scope/ms@2.1.3)
                  forked:
                    specifier: npm:@acme/original@^2.0.0
                    version: '@acme/original@2.0.1'
                devDependencies:
                  tool:
                    specifier: github:acme/tool
                    version: https://codeload.github.com/acme/tool/tar.gz/0123abc

            packages:

              '@acme/original@2.0.1':
                resolution: {integrity: \(sri512)}

              '@scope/ms@2.1.3':
                resolution: {integrity: \(sri512)}
                engines: {node: '>=4'}

              express@4.18.2:
                resolution: {integrity: \(sri512)}
                peerDependencies:
                  '@scope/ms': ^2.0.0

              fsevents@2.3.3:
                resolution: {integrity: \(sri512)}

              tool@https://codeload.github.com/acme/tool/tar.gz/0123abc:
                resolution: {tarball: https://codeload.github.com/acme/tool/tar.gz/0123abc}
                version: 1.0.0

            snapshots:

              '@acme/original@2.0.1': {}

              '@scope/ms@2.1.3': {}

              express@4.18.2(@scope/ms@2.1.3):
                dependencies:
                  '@scope/ms': 2.1.3
                optionalDependencies:
                  fsevents: 2.3.3

              fsevents@2.3.3:
                optional: true

              tool@https://codeload.github.com/acme/tool/tar.gz/0123abc:
                dependencies:
                  '@scope/ms': 2.1.3
            """,
        expected: [
            "@acme/original@2.0.1 :23 direct sha512:000102",
            "@scope/ms@2.1.3 :26 transitive sha512:000102",
            "express@4.18.2 :30 direct sha512:000102 > @scope/ms@2.1.3 fsevents@2.3.3",
            "fsevents@2.3.3 :35 optional transitive sha512:000102",
            "tool@1.0.0 :38 development direct "
                + "vcs_url=git+https://github.com/acme/tool.git@0123abc > @scope/ms@2.1.3",
        ])

    private static let bun = Fixture(
        name: "bun.lock", format: .bunLock,
        text: """
            {
              "lockfileVersion": 1,
              // Written by a tool, with commas at the ends.
              "workspaces": {
                "": {
                  "name": "shop",
                  "dependencies": { "express": "^4.18.0", "web": "workspace:*", },
                  "devDependencies": { "jest": "~29.0.0", },
                },
                "packages/web": { "name": "web", "dependencies": { "@scope/ms": "^2.1.0" } },
              },
              "packages": {
                "@scope/ms": ["@scope/ms@2.1.3", "", {}, "\(sri512)"],
                "express": ["express@4.18.2", "", { "dependencies": { "@scope/ms": "2.0.0" },
                  "optionalDependencies": { "fsevents": "*" } }, "\(sri512)"],
                "express/@scope/ms": ["@scope/ms@2.0.0", "", {}, "\(sri512)"],
                "fsevents": ["fsevents@2.3.3", "", { "os": "darwin" }, "\(sri512)"],
                "jest": ["jest@29.0.1", "", { "dependencies": { "forked": "*" } }, "\(sri512)"],
                "forked": ["original@2.0.1", "", {}, "\(sri512)"],
                "web": ["web@workspace:packages/web"],
                "tool": ["tool@github:acme/tool#0123abc", {}, "acme-tool-0123abc"],
              },
            }
            """,
        expected: [
            "@scope/ms@2.1.3 :13 direct sha512:000102",
            "express@4.18.2 :14 direct sha512:000102 > @scope/ms@2.0.0 fsevents@2.3.3",
            "@scope/ms@2.0.0 :16 transitive sha512:000102",
            "fsevents@2.3.3 :17 optional transitive sha512:000102",
            "jest@29.0.1 :18 development direct sha512:000102 > original@2.0.1",
            "original@2.0.1 :19 development transitive sha512:000102",
            "tool :21 transitive vcs_url=git+https://github.com/acme/tool@0123abc",
        ])
}
