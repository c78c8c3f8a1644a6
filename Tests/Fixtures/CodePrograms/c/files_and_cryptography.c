/* Files by their names, digests, tokens and connections. */
#include <curl/curl.h>
#include <fcntl.h>
#include <limits.h>
#include <openssl/evp.h>
#include <openssl/md5.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

FILE *open_argument(char **argv) {
    char path[PATH_MAX];
    snprintf(path, sizeof path, "/srv/files/%s", argv[1]);
    // ruleid: path-traversal
    return fopen(path, "r");
}

FILE *open_resolved(char **argv) {
    char path[PATH_MAX], resolved[PATH_MAX];
    snprintf(path, sizeof path, "/srv/files/%s", argv[1]);
    if (!realpath(path, resolved) || strncmp(resolved, "/srv/files/", 11) != 0) return NULL;
    // ok: path-traversal
    return fopen(resolved, "r");
}

int open_environment(void) {
    const char *name = getenv("QUERY_STRING");
    char path[PATH_MAX];
    if (!name) return -1;
    snprintf(path, sizeof path, "pages/%s.html", name);
    // ruleid: path-traversal
    return open(path, O_RDONLY);
}

int open_without_slash(void) {
    const char *name = getenv("QUERY_STRING");
    char path[PATH_MAX];
    if (!name || strchr(name, '/') || strstr(name, "..")) return -1;
    snprintf(path, sizeof path, "pages/%s.html", name);
    // ok: path-traversal
    return open(path, O_RDONLY);
}

int remove_line(void) {
    char name[100];
    if (!fgets(name, sizeof name, stdin)) return -1;
    name[strcspn(name, "\n")] = '\0';
    // ruleid: path-traversal
    return unlink(name);
}

int remove_numbered(void) {
    char text[20], path[64];
    if (!fgets(text, sizeof text, stdin)) return -1;
    snprintf(path, sizeof path, "queue/%d.job", atoi(text));
    // ok: path-traversal
    return unlink(path);
}

void password_digest(const char *password, unsigned char *out) {
    // ruleid: weak-hash
    MD5((const unsigned char *)password, strlen(password), out);
}

void document_digest(const unsigned char *document, size_t size, unsigned char *out) {
    // ruleid: weak-hash
    SHA1(document, size, out);
}

void document_strong_digest(const unsigned char *document, size_t size, unsigned char *out) {
    // ok: weak-hash
    SHA256(document, size, out);
}

int digest_begun(EVP_MD_CTX *context) {
    // ruleid: weak-hash
    return EVP_DigestInit_ex(context, EVP_md5(), NULL);
}

int strong_digest_begun(EVP_MD_CTX *context) {
    // ok: weak-hash
    return EVP_DigestInit_ex(context, EVP_sha512(), NULL);
}

int password_key(const char *password, const unsigned char *salt, unsigned char *out) {
    // ok: weak-hash
    return PKCS5_PBKDF2_HMAC(password, -1, salt, 16, 600000, EVP_sha256(), 32, out);
}

int session_token(void) {
    // ruleid: weak-random
    return rand();
}

long reset_token(void) {
    srandom((unsigned)time(NULL));
    // ruleid: weak-random
    return random();
}

double coupon_token(void) {
    // ruleid: weak-random
    return drand48();
}

int secure_session_token(unsigned char *token, int size) {
    // ok: weak-random
    return RAND_bytes(token, size);
}

ssize_t secure_reset_token(void *token, size_t size) {
    // ok: weak-random
    return getrandom(token, size, 0);
}

void client_trusting(SSL_CTX *context) {
    // ruleid: tls-verification
    SSL_CTX_set_verify(context, SSL_VERIFY_NONE, NULL);
}

void client_checking(SSL_CTX *context) {
    // ok: tls-verification
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
}

void transfer_trusting(CURL *transfer) {
    // ruleid: tls-verification
    curl_easy_setopt(transfer, CURLOPT_SSL_VERIFYPEER, 0L);
}

void transfer_checking(CURL *transfer) {
    // ok: tls-verification
    curl_easy_setopt(transfer, CURLOPT_SSL_VERIFYPEER, 1L);
}

void transfer_any_host(CURL *transfer) {
    // ruleid: tls-verification
    curl_easy_setopt(transfer, CURLOPT_SSL_VERIFYHOST, 0L);
}

void transfer_same_host(CURL *transfer) {
    // ok: tls-verification
    curl_easy_setopt(transfer, CURLOPT_SSL_VERIFYHOST, 2L);
}

int main(int argc, char **argv) {
    if (argc < 2) return 1;
    FILE *first = open_argument(argv), *second = open_resolved(argv);
    if (first) fclose(first);
    if (second) fclose(second);
    return 0;
}
