package programs

import (
	"crypto"
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/hmac"
	"crypto/md5"
	"crypto/rand"
	"crypto/rc4"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"hash"
	"hash/crc32"
	"io"

	"golang.org/x/crypto/bcrypt"
	"golang.org/x/crypto/blowfish"
	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/crypto/md4"
	"golang.org/x/crypto/scrypt"
	"golang.org/x/crypto/sha3"
)

const keyBits = 1024

func passwordDigest(password string) string {
	// ruleid: weak-hash
	sum := md5.Sum([]byte(password))
	return hex.EncodeToString(sum[:])
}

func passwordHash(password string) ([]byte, error) {
	// ok: weak-hash
	return bcrypt.GenerateFromPassword([]byte(password), bcrypt.DefaultCost)
}

func passwordKey(password, salt []byte) ([]byte, error) {
	// ok: weak-hash
	return scrypt.Key(password, salt, 1<<15, 8, 1, 32)
}

func documentDigest(document io.Reader) ([]byte, error) {
	// ruleid: weak-hash
	digest := sha1.New()
	if _, err := io.Copy(digest, document); err != nil {
		return nil, err
	}
	return digest.Sum(nil), nil
}

func documentStrongDigest(document io.Reader) ([]byte, error) {
	// ok: weak-hash
	digest := sha256.New()
	if _, err := io.Copy(digest, document); err != nil {
		return nil, err
	}
	return digest.Sum(nil), nil
}

func signatureSum(document []byte) [20]byte {
	// ruleid: weak-hash
	return sha1.Sum(document)
}

func signatureStrongSum(document []byte) [64]byte {
	// ok: weak-hash
	return sha512.Sum512(document)
}

func oldDigest() hash.Hash {
	// ruleid: weak-hash
	return md4.New()
}

func newDigest() hash.Hash {
	// ok: weak-hash
	return sha3.New256()
}

func authenticated(key, message []byte) []byte {
	// ok: weak-hash
	code := hmac.New(sha256.New, key)
	code.Write(message)
	return code.Sum(nil)
}

func registeredDigest(document []byte) []byte {
	// ruleid: weak-hash
	digest := crypto.MD5.New()
	digest.Write(document)
	return digest.Sum(nil)
}

func registeredStrongDigest(document []byte) []byte {
	// ok: weak-hash
	digest := crypto.SHA384.New()
	digest.Write(document)
	return digest.Sum(nil)
}

func lineChecksum(line []byte) uint32 {
	// A checksum promises nothing to anybody.
	// ok: weak-hash
	return crc32.ChecksumIEEE(line)
}

func blockDES(key []byte) (cipher.Block, error) {
	// ruleid: weak-cipher
	return des.NewCipher(key)
}

func blockTripleDES(key []byte) (cipher.Block, error) {
	// ruleid: weak-cipher
	return des.NewTripleDESCipher(key)
}

func streamRC4(key, content []byte) ([]byte, error) {
	// ruleid: weak-cipher
	stream, err := rc4.NewCipher(key)
	if err != nil {
		return nil, err
	}
	stream.XORKeyStream(content, content)
	return content, nil
}

func blockBlowfish(key []byte) (cipher.Block, error) {
	// ruleid: weak-cipher
	return blowfish.NewCipher(key)
}

func sealedAES(key, content []byte) ([]byte, error) {
	// ok: weak-cipher
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	// ok: weak-cipher
	mode, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, mode.NonceSize())
	// ok: weak-random
	if _, err := rand.Read(nonce); err != nil {
		return nil, err
	}
	return mode.Seal(nonce, nonce, content, nil), nil
}

func sealedChaCha(key []byte) (cipher.AEAD, error) {
	// ok: weak-cipher
	return chacha20poly1305.NewX(key)
}

func shortKey() (*rsa.PrivateKey, error) {
	// ruleid: weak-cipher
	return rsa.GenerateKey(rand.Reader, keyBits)
}

func longKey() (*rsa.PrivateKey, error) {
	// ok: weak-cipher
	return rsa.GenerateKey(rand.Reader, keyBits*3)
}

type cipherChoice struct {
	name string
}

func (c cipherChoice) block(key []byte) (cipher.Block, error) {
	switch c.name {
	case "aes":
		// ok: weak-cipher
		return aes.NewCipher(key)
	default:
		// ruleid: weak-cipher
		return des.NewCipher(key[:8])
	}
}
