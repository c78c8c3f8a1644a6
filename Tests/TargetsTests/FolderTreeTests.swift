import Model
import Targets
import TestSupport
import Testing

struct FolderTreeTests {
    @Test(.timeLimit(.minutes(1)))
    func aFolderIsHandedOutInByteOrder() throws {
        let folder = try TemporaryFolder()
        for name in ["b", "a/x", "a-b", "a0"] { try folder.write(name, name) }
        let tree = try Targets.open(TargetSpec(path: folder.path))
        var paths: [String] = []
        try tree.walk(prefix: []) { entry in
            if case .file(let file) = entry { paths.append(PathText.display(file.path)) }
            return true
        }
        #expect(paths == ["a-b", "a/x", "a0", "b"])
    }
}
