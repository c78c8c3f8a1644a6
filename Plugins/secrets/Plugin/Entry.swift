internal import PluginSDK
public import ScannerAPI
internal import SecretsEngine

// swift-format-ignore: AlwaysUseLowerCamelCase (the C header names it)
@c @implementation
public func scanner_plugin_entry(_ hostMajor: UInt32, _ hostMinor: UInt32) -> UnsafePointer<scn_plugin>? {
    pluginEntry(SecretsScanner.self, hostMajor, hostMinor)
}
