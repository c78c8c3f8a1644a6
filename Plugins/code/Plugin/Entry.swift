internal import CodeScanner
internal import PluginSDK
public import ScannerAPI

// The C header gives the function its name.
// swift-format-ignore: AlwaysUseLowerCamelCase
@c @implementation
public func scanner_plugin_entry(_ hostMajor: UInt32, _ hostMinor: UInt32) -> UnsafePointer<scn_plugin>? {
    pluginEntry(CodeScanner.self, hostMajor, hostMinor)
}
