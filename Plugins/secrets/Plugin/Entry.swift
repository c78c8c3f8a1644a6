internal import PluginSDK
public import ScannerAPI
internal import SecretsEngine

// The C header gives the function its name.
// swift-format-ignore: AlwaysUseLowerCamelCase
@c @implementation
public func scanner_plugin_entry(_ hostMajor: UInt32, _ hostMinor: UInt32) -> UnsafePointer<scn_plugin>? {
    pluginEntry(SecretsScanner.self, hostMajor, hostMinor)
}
