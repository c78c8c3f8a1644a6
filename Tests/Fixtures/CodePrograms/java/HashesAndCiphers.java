package programs;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Properties;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Digests, ciphers and modes, chosen directly, by constants and by settings. */
public class HashesAndCiphers {
    private static final String DIGEST = "SHA-256";
    private static final String OLD_DIGEST = "MD5";
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";

    byte[] ofPassword(String password) throws GeneralSecurityException {
        // ruleid: weak-hash
        return MessageDigest.getInstance("MD5").digest(password.getBytes());
    }

    byte[] ofDocument(byte[] document) throws GeneralSecurityException {
        // ok: weak-hash
        return MessageDigest.getInstance("SHA-512").digest(document);
    }

    byte[] ofToken(byte[] token) throws GeneralSecurityException {
        // ruleid: weak-hash
        MessageDigest digest = MessageDigest.getInstance("SHA-1");
        digest.update(token);
        return digest.digest();
    }

    byte[] byOtherSpelling(byte[] token) throws GeneralSecurityException {
        // ruleid: weak-hash
        return MessageDigest.getInstance("sha1", java.security.Security.getProviders()[0]).digest(token);
    }

    byte[] byConstant(byte[] token) throws GeneralSecurityException {
        // ok: weak-hash
        return MessageDigest.getInstance(DIGEST).digest(token);
    }

    byte[] byWeakConstant(byte[] token) throws GeneralSecurityException {
        // ruleid: weak-hash
        return MessageDigest.getInstance(OLD_DIGEST).digest(token);
    }

    byte[] byVariable(byte[] token) throws GeneralSecurityException {
        String algorithm = "MD5";
        algorithm = "SHA3-256";
        // ok: weak-hash
        return MessageDigest.getInstance(algorithm).digest(token);
    }

    byte[] byWeakVariable(byte[] token) throws GeneralSecurityException {
        String algorithm = "MD" + 5;
        // ruleid: weak-hash
        return MessageDigest.getInstance(algorithm).digest(token);
    }

    byte[] byDefaultOfSetting(byte[] token, Properties settings) throws GeneralSecurityException {
        String algorithm = settings.getProperty("digest", "SHA-384");
        // ok: weak-hash
        return MessageDigest.getInstance(algorithm).digest(token);
    }

    String byCommons(String password) {
        // ruleid: weak-hash
        return DigestUtils.md5Hex(password);
    }

    String byCommonsStrong(String text) {
        // ok: weak-hash
        return DigestUtils.sha256Hex(text);
    }

    String encoded(String password) {
        // ok: weak-hash
        return new BCryptPasswordEncoder(12).encode(password);
    }

    byte[] derived(char[] password, byte[] salt) throws GeneralSecurityException {
        PBEKeySpec parameters = new PBEKeySpec(password, salt, 310_000, 256);
        // ok: weak-hash
        return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(parameters).getEncoded();
    }

    byte[] sealed(SecretKey key, byte[] text) throws GeneralSecurityException {
        // ruleid: weak-cipher
        Cipher cipher = Cipher.getInstance("DES/CBC/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, key);
        return cipher.doFinal(text);
    }

    byte[] sealedWell(SecretKey key, byte[] nonce, byte[] text) throws GeneralSecurityException {
        // ok: weak-cipher
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, nonce));
        return cipher.doFinal(text);
    }

    byte[] sealedByBlocks(SecretKey key, byte[] text) throws GeneralSecurityException {
        // ruleid: weak-cipher
        Cipher cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, key);
        return cipher.doFinal(text);
    }

    Cipher defaultMode() throws GeneralSecurityException {
        // ruleid: weak-cipher
        return Cipher.getInstance("AES");
    }

    Cipher constantMode() throws GeneralSecurityException {
        // ok: weak-cipher
        return Cipher.getInstance(TRANSFORMATION);
    }

    Cipher stream() throws GeneralSecurityException {
        // ruleid: weak-cipher
        return Cipher.getInstance("RC4");
    }

    Cipher modernStream() throws GeneralSecurityException {
        // ok: weak-cipher
        return Cipher.getInstance("ChaCha20-Poly1305");
    }

    Cipher triple() throws GeneralSecurityException {
        String algorithm = "DESede";
        String mode = "CBC";
        // ruleid: weak-cipher
        return Cipher.getInstance(algorithm + "/" + mode + "/PKCS5Padding");
    }

    Cipher joined() throws GeneralSecurityException {
        String algorithm = "AES";
        // ok: weak-cipher
        return Cipher.getInstance(String.join("/", algorithm, "CTR", "NoPadding"));
    }

    Cipher chosen() throws GeneralSecurityException {
        boolean compatible = false;
        // ok: weak-cipher
        return Cipher.getInstance(compatible ? "Blowfish" : "AES/GCM/NoPadding");
    }

    SecretKey key() throws GeneralSecurityException {
        // ruleid: weak-cipher
        return KeyGenerator.getInstance("DES").generateKey();
    }

    SecretKey strongKey() throws GeneralSecurityException {
        // ok: weak-cipher
        KeyGenerator generator = KeyGenerator.getInstance("AES");
        generator.init(256, new SecureRandom());
        return generator.generateKey();
    }

    KeyPairGenerator shortPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        // ruleid: weak-cipher
        generator.initialize(1024);
        return generator;
    }

    KeyPairGenerator longPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        // ok: weak-cipher
        generator.initialize(3072);
        return generator;
    }

    byte[] authenticated(byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        // ok: weak-cipher
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }
}
