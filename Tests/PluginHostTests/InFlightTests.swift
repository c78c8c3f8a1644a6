internal import Model
import Testing

@testable import PluginHost

@Suite struct InFlightTests {
    private func file(_ id: UInt64) -> ScanFile {
        ScanFile(
            id: id, entry: FileEntry(path: [0x61], size: 0), contentID: "", extent: ArenaExtent(offset: 0, count: 0),
            count: 0)
    }

    @Test func clocksRunForTheOldestFilesOnly() {
        var files = InFlight(threads: 2)
        var removed: ScanFile?
        for id in 1...4 as ClosedRange<UInt64> { _ = files.add(file(id)) }
        #expect(files.oldestStart == nil, "the scan is not open yet")
        files.open()
        #expect(files.longestRunning()?.id == 1)
        removed = files.remove(1)
        #expect(removed?.id == 1)
        #expect(files.longestRunning()?.id == 2)
        removed = files.remove(2)
        #expect(removed?.id == 2)
        #expect(files.longestRunning()?.id == 3)
    }

    @Test func answersOutOfOrderAreUnderstood() {
        var files = InFlight(threads: 1)
        var removed: ScanFile?
        for id in 1...3 as ClosedRange<UInt64> { _ = files.add(file(id)) }
        files.open()
        removed = files.remove(2)
        #expect(removed?.id == 2)
        removed = files.remove(2)
        #expect(removed == nil)
        removed = files.remove(1)
        #expect(removed?.id == 1)
        #expect(files.longestRunning()?.id == 3)
        let left = files.removeAll()
        #expect(left.map(\.id) == [3])
        #expect(files.count == 0)
    }

    @Test func idsAreUsedOnceAtATime() {
        var files = InFlight(threads: 1)
        let (first, second) = (files.add(file(1)), files.add(file(1)))
        #expect(first && !second)
    }

    @Test func whatIsLeftComesInOrder() {
        var files = InFlight(threads: 2)
        files.open()
        for id in [5, 3, 9, 1] as [UInt64] { _ = files.add(file(id)) }
        let left = files.removeAll()
        #expect(left.map(\.id) == [5, 3, 9, 1])
    }

    @Test func pathsHaveToBePlain() {
        for good in ["a", "a/b", "..a", "a./b", ".git"] { #expect(TreePath.isValid(Array(good.utf8))) }
        for bad in ["", "/a", "a/", "a//b", ".", "..", "a/../b", "a/.", "a\0b"] {
            #expect(!TreePath.isValid(Array(bad.utf8)))
        }
        #expect(!TreePath.isValid([UInt8](repeating: 0x61, count: 8193)))
    }
}
