import Packages
import Testing

@testable import DependencyReaders

struct NuGetTests {
    /// 64 bytes of zero as base64 and as hex.
    static let base64 = String(repeating: "A", count: 86) + "=="
    static let hash = "sha512:" + String(repeating: "0", count: 128)

    @Test func lockfileJoinsFrameworks() {
        let file = ReadFile(
            .packagesLock,
            """
            {
              "version": 1,
              "dependencies": {
                "net6.0": {
                  "Newtonsoft.Json": {
                    "type": "Direct",
                    "requested": "[13.0.3, )",
                    "resolved": "13.0.3",
                    "contentHash": "\(Self.base64)"
                  },
                  "Serilog.Sinks.File": {
                    "type": "Direct",
                    "requested": "[5.0.0, )",
                    "resolved": "5.0.0",
                    "contentHash": "\(Self.base64)",
                    "dependencies": { "serilog": "2.10.0" }
                  },
                  "Serilog": { "type": "Transitive", "resolved": "2.10.0", "contentHash": "broken" },
                  "shared.project": { "type": "Project", "dependencies": { "Newtonsoft.Json": "[13.0.3, )" } },
                  "Broken": { "type": "Direct" }
                },
                "net8.0/linux-x64": {
                  "Newtonsoft.Json": { "type": "Transitive", "resolved": "13.0.3" },
                  "Serilog": { "type": "CentralTransitive", "resolved": "3.0.0" }
                }
              }
            }
            """)
        #expect(
            file.packages == [
                "5 Newtonsoft.Json@13.0.3 ([13.0.3, )) direct \(Self.hash)",
                "11 Serilog.Sinks.File@5.0.0 ([5.0.0, )) direct \(Self.hash)",
                "18 Serilog@2.10.0 transitive", "24 Serilog@3.0.0 transitive",
            ])
        #expect(file.edges == ["Serilog.Sinks.File -> Serilog"])
        #expect(file.inventory.edges.map(\.to) == [2])
        #expect(file.warnings == ["20: a package has no resolved version"])
    }

    @Test func packagesConfigIsFlat() {
        let file = ReadFile(
            .packagesConfig,
            """
            <?xml version="1.0" encoding="utf-8"?>
            <packages>
              <package id="jQuery" version="3.1.1" targetFramework="net46" />
              <package id="StyleCop" version="1.0.0"
                       developmentDependency="true" allowedVersions="[1,2)" />
              <package id="Broken" />
            </packages>
            """)
        #expect(file.packages == ["3 jQuery@3.1.1", "4 StyleCop@1.0.0 ([1,2)) development"])
        #expect(file.warnings == ["6: a package lacks its id or version"])
    }

    @Test func depsFileLeavesOutItsOwnProjects() {
        let file = ReadFile(
            .depsJSON,
            """
            {
              "runtimeTarget": { "name": ".NETCoreApp,Version=v8.0" },
              "targets": {
                ".NETCoreApp,Version=v8.0": {
                  "Shop/1.0.0": { "dependencies": { "Serilog": "3.1.1" }, "runtime": { "Shop.dll": {} } },
                  "Serilog/3.1.1": { "dependencies": { "System.Text.Json": "8.0.0" } },
                  "System.Text.Json/8.0.0": {}
                }
              },
              "libraries": {
                "Shop/1.0.0": { "type": "project", "serviceable": false, "sha512": "" },
                "Serilog/3.1.1": { "type": "package", "serviceable": true, "sha512": "sha512-\(Self.base64)" },
                "System.Text.Json/8.0.0": { "type": "package", "sha512": "" },
                "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.0": { "type": "runtimepack", "sha512": "" },
                "Nameless": { "type": "package" }
              }
            }
            """)
        #expect(
            file.packages == [
                "12 Serilog@3.1.1 direct \(Self.hash)", "13 System.Text.Json@8.0.0 transitive",
                "14 Microsoft.NETCore.App.Runtime.linux-x64@8.0.0 transitive",
            ])
        #expect(file.edges == ["Serilog -> System.Text.Json"])
        #expect(file.warnings == ["15: \"name/version\" is expected"])
    }

    @Test func assetsTellDevelopmentByPrivateAssets() {
        let file = ReadFile(
            .projectAssets,
            """
            {
              "version": 3,
              "targets": {
                "net8.0": {
                  "Serilog/3.1.1": { "type": "package", "dependencies": { "Text": "8.0.0" } },
                  "StyleCop/1.1.0": { "type": "package", "dependencies": { "StyleCop.Core": "1.1.0" } },
                  "StyleCop.Core/1.1.0": { "type": "package" },
                  "Text/8.0.0": { "type": "package" },
                  "Lib/1.0.0": { "type": "project", "dependencies": { "Deep": "2.0.0" } },
                  "Deep/2.0.0": { "type": "package" }
                }
              },
              "libraries": {
                "Serilog/3.1.1": { "sha512": "\(Self.base64)", "type": "package", "path": "serilog/3.1.1" }
              },
              "projectFileDependencyGroups": { "net8.0": ["Serilog >= 3.1.1"] },
              "project": {
                "version": "1.0.0",
                "frameworks": {
                  "net8.0": {
                    "dependencies": {
                      "serilog": { "target": "Package", "version": "[3.1.1, )" },
                      "StyleCop": { "suppressParent": "All", "target": "Package", "version": "[1.1.0, )" }
                    }
                  }
                }
              }
            }
            """)
        #expect(
            file.packages == [
                "5 Serilog@3.1.1 direct \(Self.hash)", "6 StyleCop@1.1.0 direct development",
                "7 StyleCop.Core@1.1.0 transitive development", "8 Text@8.0.0 transitive", "10 Deep@2.0.0 direct",
            ])
        #expect(file.edges == ["Serilog -> Text", "StyleCop -> StyleCop.Core"])
    }

    @Test func paketGroupsHaveTheirOwnPackages() {
        let file = ReadFile(
            .paketLock,
            """
            STORAGE: NONE
            NUGET
              remote: https://api.nuget.org/v3/index.json
                FSharp.Core (6.0.3)
                Giraffe (5.0)
                  fsharp.core (>= 6.0) - restriction: >= net60
            GITHUB
              remote: fsprojects/FAKE
                src/app/x.fs (0b6c9b0)
                  FSharp.Core

            GROUP Build
            NUGET
              remote: https://feed.acme.test/v3
                Fake.Core (5.0.1) - restriction: >= netstandard2.0
                  FSharp.Core (>= 4.0)
                FSharp.Core (5.0)
                broken
            """, at: "paket.lock",
            beside: ["paket.dependencies": "source x\nnuget giraffe ~> 5\ngroup Build\n  nuget Fake.Core"])
        let feed = "repository_url=https://feed.acme.test/v3"
        #expect(
            file.packages == [
                "4 FSharp.Core@6.0.3 transitive", "5 Giraffe@5.0 direct",
                "15 Fake.Core@5.0.1 direct development \(feed)", "17 FSharp.Core@5.0 transitive development \(feed)",
            ])
        #expect(file.edges == ["Fake.Core -> FSharp.Core", "Giraffe -> FSharp.Core"])
        #expect(file.inventory.edges.map(\.to) == [0, 3])
        #expect(file.warnings == ["18: \"name (version)\" is expected"])
        #expect(ReadFile(.paketLock, "NUGET\n  remote: x\n    A (1)").packages == ["3 A@1 repository_url=x"])
    }

    @Test func projectTakesCentralVersions() {
        let file = ReadFile(
            .projectFile,
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><SerilogVersion>3.1.1</SerilogVersion></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Central" />
                <PackageReference Include="Serilog" Version="$(SerilogVersion)" />
                <PackageReference Include="Overridden" VersionOverride="9.9.9" />
                <PackageReference Include="StyleCop">
                  <Version>[1.1.0]</Version>
                  <PrivateAssets>all</PrivateAssets>
                </PackageReference>
                <PackageReference Include="Floating" Version="2.*" />
                <PackageReference Include="Built" Version="$( fromBuild )" />
                <PackageReference Include="Unknown" Version="$(Nothing)" />
                <PackageReference Include="Versionless" />
                <PackageReference Update="Central" PrivateAssets="All" />
                <ProjectReference Include="../lib/lib.csproj" />
              </ItemGroup>
              <Choose><When Condition="true"><ItemGroup><PackageReference Include="A;B" Version="1.0" /></ItemGroup></When></Choose>
            </Project>
            """, at: "src/app/app.csproj",
            beside: [
                "src/Directory.Packages.props": """
                <Project><Import Project="..\\Directory.Packages.props" /><ItemGroup>
                <PackageVersion Include="central" Version="4.5.6" /><PackageVersion Include="Overridden" Version="1" />
                </ItemGroup></Project>
                """,
                "Directory.Build.props": "<Project><PropertyGroup><FromBuild>7.0</FromBuild></PropertyGroup></Project>",
            ])
        #expect(
            file.packages == [
                "4 Central@4.5.6 direct development", "5 Serilog@3.1.1 direct", "6 Overridden@9.9.9 direct",
                "7 StyleCop@1.1.0 ([1.1.0]) direct development", "11 Floating@ (2.*) direct", "12 Built@7.0 direct",
                "13 Unknown@ ($(Nothing)) direct", "14 Versionless@ direct", "18 A@1.0 direct", "18 B@1.0 direct",
            ])
        #expect(
            file.warnings == [
                "13: the version has a property without a value; the package is unpinned",
                "14: no version is found; the package is unpinned",
            ])
    }

    @Test func nearestCentralFileHidesOthersUnlessItImports() {
        let central = { (version: String, rest: String) in
            "<Project>\(rest)<ItemGroup><PackageVersion Include=\"\(version)\" Version=\"\(version)\"/></ItemGroup></Project>"
        }
        let project = "<Project><ItemGroup><PackageReference Include=\"1\"/></ItemGroup></Project>"
        let read = { (rest: String) in
            ReadFile(
                .projectFile, project, at: "a/b/c.fsproj",
                beside: [
                    "a/Directory.Packages.props": central("2", rest), "Directory.Packages.props": central("1", ""),
                ]
            ).packages
        }
        #expect(read("") == ["1 1@ direct"])
        #expect(read("<Import Project=\"$(Above)\"/>") == ["1 1@1 direct"])
    }

    @Test func globalReferencesAreOfTheSharedFile() {
        let text =
            "<Project><ItemGroup><GlobalPackageReference Include=\"Nerdbank\" Version=\"3.6\"/>\n</ItemGroup></Project>"
        let file = ReadFile(
            .projectFile, text, at: "Directory.Packages.props", beside: ["Directory.Packages.props": text])
        #expect(file.packages == ["1 Nerdbank@3.6 direct development"])
    }

    @Test(arguments: [
        LockfileFormat.packagesLock, .packagesConfig, .depsJSON, .projectAssets, .projectFile,
    ])
    func malformedFileIsAWarning(format: LockfileFormat) {
        for text in [
            "", "{", "[]", "<x", "<x/>", "null nonsense", "{\"libraries\": 1, \"targets\": [], \"dependencies\": []",
        ] {
            let file = ReadFile(format, text, at: "x")
            #expect(file.packages == [])
            #expect(!file.warnings.isEmpty, "\(format.id): \(text)")
        }
    }
}
