@testable import DependencyReaders

extension Fixture {
    static let dotNet: [Fixture] = [
        Fixture(
            name: "packages.lock.json", format: .packagesLock,
            text: """
                {
                  "version": 1,
                  "dependencies": {
                    "net6.0": {
                      "Newtonsoft.Json": {
                        "type": "Direct",
                        "requested": "[13.0.3, )",
                        "resolved": "13.0.3",
                        "contentHash": "\(sri512.dropFirst(7))"
                      },
                      "Serilog.Sinks.File": {
                        "type": "Direct",
                        "requested": "[5.0.0, )",
                        "resolved": "5.0.0",
                        "contentHash": "\(sri512.dropFirst(7))",
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
                """,
            expected: [
                "Newtonsoft.Json@13.0.3 ([13.0.3, )) :5 direct sha512:000102",
                "Serilog.Sinks.File@5.0.0 ([5.0.0, )) :11 direct sha512:000102 > Serilog@2.10.0",
                "Serilog@2.10.0 :18 transitive",
                "Serilog@3.0.0 :24 transitive",
                "! 20 a package has no resolved version",
            ]),
        Fixture(
            name: "packages.config", format: .packagesConfig,
            text: """
                <?xml version="1.0" encoding="utf-8"?>
                <packages>
                  <package id="jQuery" version="3.1.1" targetFramework="net46" />
                  <package id="StyleCop" version="1.0.0"
                           developmentDependency="true" allowedVersions="[1,2)" />
                  <package id="Broken" />
                </packages>
                """,
            expected: [
                "jQuery@3.1.1 :3",
                "StyleCop@1.0.0 ([1,2)) :4 development",
                "! 6 a package lacks its id or version",
            ]),
        Fixture(
            name: "deps.json", format: .depsJSON,
            text: """
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
                    "Serilog/3.1.1": { "type": "package", "serviceable": true, "sha512": "sha512-\(sri512.dropFirst(7))" },
                    "System.Text.Json/8.0.0": { "type": "package", "sha512": "" },
                    "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.0": { "type": "runtimepack", "sha512": "" },
                    "Nameless": { "type": "package" }
                  }
                }
                """,
            expected: [
                "Serilog@3.1.1 :12 direct sha512:000102 > System.Text.Json@8.0.0",
                "System.Text.Json@8.0.0 :13 transitive",
                "Microsoft.NETCore.App.Runtime.linux-x64@8.0.0 :14 transitive",
                "! 15 \"name/version\" is expected",
            ]),
        Fixture(
            name: "project.assets.json", format: .projectAssets,
            text: """
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
                    "Serilog/3.1.1": { "sha512": "\(sri512.dropFirst(7))", "type": "package", "path": "serilog/3.1.1" }
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
                """,
            expected: [
                "Serilog@3.1.1 :5 direct sha512:000102 > Text@8.0.0",
                "StyleCop@1.1.0 :6 development direct > StyleCop.Core@1.1.0",
                "StyleCop.Core@1.1.0 :7 development transitive",
                "Text@8.0.0 :8 transitive",
                "Deep@2.0.0 :10 direct",
            ]),
        Fixture(
            name: "paket.lock", format: .paketLock,
            text: """
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
                """, path: "paket.lock",
            files: ["paket.dependencies": "source x\nnuget giraffe ~> 5\ngroup Build\n  nuget Fake.Core"],
            expected: [
                "FSharp.Core@6.0.3 :4 transitive",
                "Giraffe@5.0 :5 direct > FSharp.Core@6.0.3",
                "Fake.Core@5.0.1 :15 development direct repository_url=https://feed.acme.test/v3 > FSharp.Core@5.0",
                "FSharp.Core@5.0 :17 development transitive repository_url=https://feed.acme.test/v3",
                "! 18 \"name (version)\" is expected",
            ]),
        Fixture(
            name: "csproj", format: .projectFile,
            text: """
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
                """, path: "src/app/app.csproj",
            files: [
                "src/Directory.Packages.props": """
                <Project><Import Project="..\\Directory.Packages.props" /><ItemGroup>
                <PackageVersion Include="central" Version="4.5.6" /><PackageVersion Include="Overridden" Version="1" />
                </ItemGroup></Project>
                """,
                "Directory.Build.props": "<Project><PropertyGroup><FromBuild>7.0</FromBuild></PropertyGroup></Project>",
            ],
            expected: [
                "Central@4.5.6 :4 development direct",
                "Serilog@3.1.1 :5 direct",
                "Overridden@9.9.9 :6 direct",
                "StyleCop@1.1.0 ([1.1.0]) :7 development direct",
                "Floating (2.*) :11 direct",
                "Built@7.0 :12 direct",
                "Unknown ($(Nothing)) :13 direct",
                "Versionless :14 direct",
                "A@1.0 :18 direct",
                "B@1.0 :18 direct",
                "! 13 the version has a property without a value; the package is unpinned",
                "! 14 no version is found; the package is unpinned",
            ]),
    ]
}
