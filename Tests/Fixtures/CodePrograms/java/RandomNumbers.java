package programs;

import java.math.BigInteger;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.commons.lang3.RandomStringUtils;

/** Numbers that nobody should be able to guess. */
public class RandomNumbers {
    private static final SecureRandom SECURE = new SecureRandom();
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    String resetToken() {
        // ruleid: weak-random
        return Long.toHexString(new Random().nextLong());
    }

    String secureResetToken() {
        byte[] token = new byte[32];
        // ok: weak-random
        SECURE.nextBytes(token);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    int oneTimeCode() {
        // ruleid: weak-random
        return (int) (Math.random() * 1_000_000);
    }

    int secureOneTimeCode() {
        // ok: weak-random
        return new SecureRandom().nextInt(1_000_000);
    }

    byte[] salt() {
        byte[] salt = new byte[16];
        // ruleid: weak-random
        new java.util.Random(System.nanoTime()).nextBytes(salt);
        return salt;
    }

    byte[] secureSalt() throws NoSuchAlgorithmException {
        byte[] salt = new byte[16];
        // ok: weak-random
        SecureRandom.getInstanceStrong().nextBytes(salt);
        return salt;
    }

    String password() {
        // ruleid: weak-random
        Random letters = new Random();
        StringBuilder password = new StringBuilder();
        for (int index = 0; index < 12; index++) {
            password.append(LETTERS.charAt(letters.nextInt(LETTERS.length())));
        }
        return password.toString();
    }

    String securePassword() {
        // ok: weak-random
        Random letters = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int index = 0; index < 12; index++) {
            password.append(LETTERS.charAt(letters.nextInt(LETTERS.length())));
        }
        return password.toString();
    }

    long session() {
        // ruleid: weak-random
        return ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
    }

    String secureSession() {
        // ok: weak-random
        return UUID.randomUUID().toString();
    }

    String voucher() {
        // ruleid: weak-random
        return RandomStringUtils.randomAlphanumeric(10);
    }

    String secureVoucher() {
        // ok: weak-random
        return new BigInteger(130, SECURE).toString(32);
    }

    double share(double part, double whole) {
        // ok: weak-random
        return Math.round(part / whole * 100) / 100.0;
    }

    String pin() {
        // ruleid: weak-random
        return new Random().ints(4, 0, 10).collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
            .toString();
    }
}
