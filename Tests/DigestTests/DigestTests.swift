import Digest
import Testing

struct DigestTests {
    /// Test vectors of FIPS 180-4 (examples of the SHA-256 standard).
    @Test func hashesTheStandardsExamples() {
        #expect(
            Array("abc".utf8).withUnsafeBytes { SHA256.hex($0) }
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            SHA256.hex(UnsafeRawBufferPointer(start: nil, count: 0))
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func partsHashLikeTheWholeAndAFinishedHashStartsAnew() {
        var hash = SHA256()
        hash.update("a")
        hash.update(Array("bc".utf8))
        let first = hash.finish()
        hash.update("abc")
        #expect(hash.finish() == first)
    }

    /// Test case 2 of RFC 4231.
    @Test func authenticatesTheStandardsExample() {
        let code = Array("what do ya want for nothing?".utf8).withUnsafeBytes {
            HMAC.sha256(key: Array("Jefe".utf8), $0)
        }
        #expect(Hex.encode(code) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    }

    @Test func comparesContentAndLength() {
        #expect(ConstantTime.equal([1, 2], [1, 2]))
        #expect(!ConstantTime.equal([1, 2], [1, 3]))
        #expect(!ConstantTime.equal([1, 2], [1, 2, 3]))
        #expect(ConstantTime.equal([], []))
    }

    @Test func uuidsAreOfVersionFourAndDiffer() {
        let ids = (0..<1000).map { _ in SecureRandom.uuid() }
        #expect(Set(ids).count == ids.count)
        for id in ids {
            let bytes = Array(id.utf8)
            #expect(bytes.count == 36 && bytes[14] == UInt8(ascii: "4"))
            #expect("89ab".utf8.contains(bytes[19]))
        }
    }

    @Test func hexIsReadInEitherCaseAndNothingElseIs() {
        #expect(Hex.decode("00fFa9") == [0, 255, 0xA9])
        #expect(Hex.decode("") == [])
        for text in ["0", "0g", "000", " 00", "０0"] { #expect(Hex.decode(text) == nil) }
    }

    /// RFC 4648, section 10, without the padding.
    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("foobar", "Zm9vYmFy"),
    ])
    func base64URLHasTheKnownTexts(bytes: String, text: String) {
        #expect(Base64URL.encode(Array(bytes.utf8)) == text)
        #expect(Base64URL.encode([0xFB, 0xEF, 0xFF] as [UInt8]) == "--__")
    }
}
