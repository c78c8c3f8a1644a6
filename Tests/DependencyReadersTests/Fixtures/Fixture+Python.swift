@testable import DependencyReaders

extension Fixture {
    static let python = [requirements, compiled, pipfile, poetry1, poetry2, pdm, uv, pylock, conda]

    private static let requirements = Fixture(
        name: "requirements.txt", format: .requirements,
        text: """
            --index-url https://pypi.example/simple
            Django[argon2]==4.2.1 ; python_version >= "3.8"  # the site
            requests>=2.28,<3
            -r more/base.txt
            -c constraints.txt
            exact===1.0.dev1
            wild==1.*
            split == 2.0 \\
                --hash=sha256:\(sha256) \\
                --hash=sha512:zz
            # a remark
            -e git+https://github.com/acme/tool.git@v1#egg=tool
            -e .
            ./wheels/local-1.0-py3-none-any.whl
            direct @ https://files.example/direct-3.1-py3-none-any.whl
            https://files.example/other-1.5.tar.gz#sha256=\(sha256)
            pinned
            ==broken
            --odd-option
            """,
        path: "app/requirements.txt",
        files: [
            "app/more/base.txt": "flask==3.0.0\n-r ../requirements.txt\n-r deeper.txt\n",
            "app/more/deeper.txt": "click~=8.1\n-r base.txt\n-r /etc/passwd\n-r ../../../up.txt\n",
            "app/constraints.txt": "pinned==9.9\nunused==1.0\nrequests==2.28.2\n",
        ],
        expected: [
            "Django@4.2.1 :2 direct",
            "requests@2.28.2 (>=2.28,<3) :3 direct",
            "flask@3.0.0 :4 direct",
            "click (~=8.1) :4 direct",
            "exact@1.0.dev1 :6 direct",
            "wild (==1.*) :7 direct",
            "split@2.0 :8 direct sha256:e3b0c4",
            "tool :12 direct vcs_url=git+https://github.com/acme/tool.git@v1",
            "direct@3.1 :15 direct download_url=https://files.example/direct-3.1-py3-none-any.whl",
            "other@1.5 :16 direct download_url=https://files.example/other-1.5.tar.gz",
            "pinned@9.9 :17 direct",
            "! 4 an included file is outside of the target and was not read",
            "! 4 an included file is outside of the target and was not read",
            "! 18 a requirement is expected, such as \"name==1.0\"",
            "! 19 an option that is not known",
        ])

    private static let compiled = Fixture(
        name: "requirements-dev.txt of pip-compile", format: .requirements,
        text: """
            certifi==2023.7.22
                # via requests
            idna==3.4 \\
                --hash=sha256:\(sha256)
                # via
                #   anyio
                #   requests
            requests==2.31.0
                # via -r requirements.in
            """,
        path: "requirements-dev.txt",
        expected: [
            "certifi@2023.7.22 :1 development transitive",
            "idna@3.4 :3 development transitive sha256:e3b0c4",
            "requests@2.31.0 :8 development direct > certifi@2023.7.22 idna@3.4",
        ])

    private static let pipfile = Fixture(
        name: "Pipfile.lock", format: .pipfileLock,
        text: """
            {
                "_meta": {"hash": {"sha256": "00"}, "pipfile-spec": 6, "requires": {}, "sources": []},
                "default": {
                    "certifi": {
                        "hashes": [
                            "sha256:\(sha256)"
                        ],
                        "markers": "python_version >= '3.6'",
                        "version": "==2023.7.22"
                    },
                    "requests": {"index": "pypi", "version": "==2.31.0"},
                    "tool": {"git": "https://github.com/acme/tool.git", "ref": "0123abc"},
                    "here": {"editable": true, "path": "."}
                },
                "develop": {
                    "pytest": {"version": "==7.4.0"},
                    "anything": {"version": "*"}
                }
            }
            """,
        files: [
            "app/Pipfile": "[packages]\nrequests = \"*\"\n[dev-packages]\npytest = \"*\"\n[requires]\npython = \"3\"\n"
        ],
        expected: [
            "certifi@2023.7.22 :4 transitive sha256:e3b0c4",
            "requests@2.31.0 :11 direct",
            "tool :12 transitive vcs_url=git+https://github.com/acme/tool.git@0123abc",
            "pytest@7.4.0 :16 development direct",
            "anything (*) :17 development transitive",
        ])

    private static let poetry1 = Fixture(
        name: "poetry.lock 1", format: .poetryLock,
        text: """
            [[package]]
            name = "Requests"
            version = "2.31.0"
            description = "Python HTTP \\"for\\" Humans."
            category = "main"
            optional = false
            python-versions = ">=3.7"

            [package.dependencies]
            certifi = ">=2017.4.17"
            PySocks = {version = ">=1.5.6", optional = true, markers = "extra == 'socks'"}

            [package.extras]
            socks = ["PySocks (>=1.5.6)"]

            [[package]]
            name = "certifi"
            version = "2023.7.22"
            category = "main"
            optional = false

            [[package]]
            name = "pytest"
            version = "7.4.0"
            category = "dev"

            [[package]]
            name = "pysocks"
            version = "1.7.1"
            optional = true

            [metadata]
            lock-version = "1.1"

            [metadata.files]
            certifi = [
                {file = "certifi.whl", hash = "sha256:\(sha256)"},
            ]
            """,
        expected: [
            "Requests@2.31.0 :1 > certifi@2023.7.22 pysocks@1.7.1",
            "certifi@2023.7.22 :16 sha256:e3b0c4",
            "pytest@7.4.0 :22 development",
            "pysocks@1.7.1 :27 optional",
        ])

    private static let poetry2 = Fixture(
        name: "poetry.lock 2", format: .poetryLock,
        text: """
            # This file is automatically @generated by Poetry 2.0.0 and should not be changed by hand.

            [[package]]
            name = "iniconfig"
            version = "2.0.0"
            groups = ["dev"]
            files = [
                {file = "iniconfig-2.0.0-py3-none-any.whl", hash = "sha256:\(sha256)"},
                {file = "iniconfig-2.0.0.tar.gz", hash = "sha256:\(sha256.dropLast())0"},
            ]

            [[package]]
            name = "near"
            version = "0.1.0"
            groups = ["main"]

            [package.dependencies]
            through-near = "*"

            [package.source]
            type = "directory"
            url = "../near"

            [[package]]
            name = "pytest"
            version = "8.0.0"
            groups = ["dev"]

            [package.dependencies]
            iniconfig = "*"

            [[package]]
            name = "through-near"
            version = "1.0.0"
            groups = ["main"]

            [package.source]
            type = "git"
            url = "https://github.com/acme/through.git"
            reference = "main"
            resolved_reference = "0123abc"
            """,
        files: [
            "app/pyproject.toml": """
            [tool.poetry.dependencies]
            python = "^3.9"
            near = {path = "../near"}
            [tool.poetry.group.dev.dependencies]
            pytest = "^8"
            """
        ],
        expected: [
            "iniconfig@2.0.0 :3 development transitive sha256:e3b0c4 sha256:e3b0c4",
            "pytest@8.0.0 :24 development direct > iniconfig@2.0.0",
            "through-near@1.0.0 :32 direct vcs_url=git+https://github.com/acme/through.git@0123abc",
        ])

    private static let pdm = Fixture(
        name: "pdm.lock", format: .pdmLock,
        text: """
            [metadata]
            groups = ["default", "test"]
            lock_version = "4.4"

            [[package]]
            name = "uvicorn"
            version = "0.23.2"
            groups = ["default"]
            dependencies = [
                "click>=7.0",
            ]
            files = [
                {file = "uvicorn.whl", hash = "sha256:\(sha256)"},
            ]

            [[package]]
            name = "uvicorn"
            version = "0.23.2"
            extras = ["standard"]
            groups = ["default"]
            dependencies = ["httptools>=0.5.0", "uvicorn==0.23.2"]

            [[package]]
            name = "click"
            version = "8.1.7"
            groups = ["default", "test"]

            [[package]]
            name = "httptools"
            version = "0.6.0"
            groups = ["test"]
            git = "https://github.com/acme/httptools.git"
            revision = "0123abc"
            """,
        files: [
            "app/pyproject.toml":
                "[project]\nname = \"x\"\ndependencies = [\"Uvicorn[standard]>=0.20; python_version > '3'\"]\n"
        ],
        expected: [
            "uvicorn@0.23.2 :5 direct sha256:e3b0c4 > click@8.1.7 httptools@0.6.0",
            "click@8.1.7 :23 transitive",
            "httptools@0.6.0 :28 development transitive vcs_url=git+https://github.com/acme/httptools.git@0123abc",
        ])

    private static let uv = Fixture(
        name: "uv.lock", format: .uvLock,
        text: """
            version = 1
            requires-python = ">=3.12"

            [[package]]
            name = "shop"
            version = "0.1.0"
            source = { virtual = "." }
            dependencies = [
                { name = "requests", extra = ["socks"] },
                { name = "numpy", version = "1.26.4", source = { registry = "https://pypi.org/simple" }, marker = "x" },
            ]

            [package.optional-dependencies]
            fast = [
                { name = "orjson" },
            ]

            [package.dev-dependencies]
            dev = [
                { name = "pytest" },
            ]

            [package.metadata]
            requires-dist = [{ name = "requests", specifier = ">=2" }]

            [[package]]
            name = "numpy"
            version = "2.0.0"
            source = { registry = "https://pypi.org/simple" }

            [[package]]
            name = "numpy"
            version = "1.26.4"
            source = { registry = "https://pypi.org/simple" }

            [[package]]
            name = "orjson"
            version = "3.9.0"
            source = { registry = "https://mirror.example/simple" }
            sdist = { url = "https://mirror.example/orjson.tar.gz", hash = "sha256:\(sha256)", size = 5 }
            wheels = [
                { url = "https://mirror.example/orjson.whl", hash = "sha256:\(sha256.dropFirst())0" },
            ]

            [[package]]
            name = "pysocks"
            version = "1.7.1"
            source = { git = "https://github.com/acme/pysocks?rev=main#0123abc" }

            [[package]]
            name = "pytest"
            version = "8.0.0"
            source = { registry = "https://pypi.org/simple" }
            dependencies = [{ name = "requests" }]

            [[package]]
            name = "requests"
            version = "2.31.0"
            source = { registry = "https://pypi.org/simple" }

            [package.optional-dependencies]
            socks = [{ name = "pysocks" }]
            """,
        expected: [
            "numpy@2.0.0 :26 transitive",
            "numpy@1.26.4 :31 direct",
            "orjson@3.9.0 :36 optional direct sha256:e3b0c4 sha256:3b0c44 repository_url=https://mirror.example/simple",
            "pysocks@1.7.1 :45 optional transitive vcs_url=git+https://github.com/acme/pysocks@0123abc",
            "pytest@8.0.0 :50 development direct > requests@2.31.0",
            "requests@2.31.0 :56 direct > pysocks@1.7.1",
        ])

    private static let pylock = Fixture(
        name: "pylock.toml", format: .pylock,
        text: """
            lock-version = "1.0"
            created-by = "hand"

            [[packages]]
            name = "attrs"
            version = "25.1.0"
            index = "https://pypi.org/simple"
            wheels = [
              {name = "attrs.whl", url = "https://files.example/attrs.whl", hashes = {sha256 = "\(sha256)"}},
            ]
            [[packages.attestation-identities]]
            kind = "GitHub"

            [[packages]]
            name = "cattrs"
            version = "24.1.2"
            dependencies = [{name = "attrs"}]
            index = "https://mirror.example/simple"
            [packages.sdist]
            name = "cattrs.tar.gz"
            [packages.sdist.hashes]
            sha256 = "\(sha256)"

            [[packages]]
            name = "tool"
            marker = "'dev' in dependency_groups"
            [packages.vcs]
            type = "git"
            url = "https://github.com/acme/tool.git"
            commit-id = "0123abc"

            [[packages]]
            name = "here"
            [packages.directory]
            path = "."
            editable = true

            [tool.x]
            name = "no package"
            """,
        expected: [
            "attrs@25.1.0 :4 sha256:e3b0c4",
            "cattrs@24.1.2 :14 sha256:e3b0c4 repository_url=https://mirror.example/simple > attrs@25.1.0",
            "tool :24 development vcs_url=git+https://github.com/acme/tool.git@0123abc",
        ])

    private static let conda = Fixture(
        name: "environment.yml", format: .condaEnvironment,
        text: """
            name: science
            channels:
              - conda-forge
            dependencies:
              - python>=3.9,<3.12
              - numpy=1.26.4=py311h64a7726_0
              - conda-forge::scipy==1.11.4
              - pandas=2.*
              - openssl
              - pip
              - pip:
                - requests==2.31.0
                - -r requirements.txt
                - "git+https://github.com/acme/tool.git#egg=tool"
              - [odd]
            prefix: /opt/conda
            """,
        expected: [
            "python (>=3.9,<3.12) :5 direct",
            "numpy@1.26.4 :6 direct build=py311h64a7726_0",
            "scipy@1.11.4 :7 direct channel=conda-forge",
            "pandas (=2.*) :8 direct",
            "openssl :9 direct",
            "pip :10 direct",
            "requests@2.31.0 :12 direct",
            "tool :14 direct vcs_url=git+https://github.com/acme/tool.git",
        ])
}
