#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <unistd.h>
#include <limits.h>
#include <time.h>
#include <sys/stat.h>
#include <openssl/md5.h>
#include <openssl/sha.h>
#include <openssl/evp.h>
#include <openssl/des.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <curl/curl.h>
#include <libxml/parser.h>
#include <ldap.h>

#define BASE "/srv/files/"

void open_bad(char **argv) {
    char path[PATH_MAX];
    snprintf(path, sizeof(path), "%s%s", BASE, argv[1]);
    // ruleid: path-traversal
    FILE *file = fopen(path, "r");
    if (file) fclose(file);
}

void open_good(void) {
    char path[PATH_MAX];
    snprintf(path, sizeof(path), "%s%s", BASE, "index.txt");
    // ok: path-traversal
    FILE *file = fopen(path, "r");
    if (file) fclose(file);
}

void open_real(char **argv) {
    char path[PATH_MAX], resolved[PATH_MAX];
    snprintf(path, sizeof(path), "%s%s", BASE, argv[1]);
    if (realpath(path, resolved) == NULL) return;
    if (strncmp(resolved, BASE, strlen(BASE)) != 0) return;
    // ok: path-traversal
    int file = open(resolved, O_RDONLY);
    close(file);
}

void open_dots(char **argv) {
    if (strstr(argv[1], "..") != NULL || strchr(argv[1], '/') != NULL) return;
    char path[PATH_MAX];
    snprintf(path, sizeof(path), "%s%s", BASE, argv[1]);
    // ok: path-traversal
    int file = open(path, O_RDONLY);
    close(file);
}

void open_stdin(void) {
    char data[250] = "/srv/";
    size_t length = strlen(data);
    if (fgets(data + length, (int)(250 - length), stdin) == NULL) return;
    data[strcspn(data, "\n")] = '\0';
    // ruleid: path-traversal
    int file = open(data, O_RDWR | O_CREAT, S_IRUSR | S_IWUSR);
    close(file);
}

void open_number(char **argv) {
    char path[64];
    snprintf(path, sizeof(path), "/srv/files/%lu.txt", strtoul(argv[1], NULL, 10));
    // ok: path-traversal
    remove(path);
}

void remove_bad(void) {
    // ruleid: path-traversal
    unlink(getenv("LOCK_FILE"));
}

void temporary(void) {
    // ruleid: insecure-temp-file
    char *name = tmpnam(NULL);
    // ruleid: insecure-temp-file
    char *other = mktemp((char[]){"/tmp/aXXXXXX"});
    char pattern[] = "/tmp/aXXXXXX";
    // ok: insecure-temp-file
    int file = mkstemp(pattern);
    (void)name; (void)other; (void)file;
}

void modes(const char *path) {
    // ruleid: file-permissions
    chmod(path, 0777);
    // ok: file-permissions
    chmod(path, 0600);
    // ruleid: file-permissions
    umask(0);
    // ok: file-permissions
    umask(077);
}

void race(const char *path) {
    if (access(path, W_OK) == 0) {
        // ruleid: race-condition
        FILE *file = fopen(path, "w");
        if (file) fclose(file);
    }
}

void hashes(const unsigned char *text, size_t size) {
    unsigned char out[64];
    // ruleid: weak-hash
    MD5(text, size, out);
    // ruleid: weak-hash
    SHA1(text, size, out);
    // ok: weak-hash
    SHA256(text, size, out);
    // ruleid: weak-hash
    const EVP_MD *one = EVP_md5();
    // ok: weak-hash
    const EVP_MD *two = EVP_sha256();
    // ruleid: weak-hash
    const EVP_MD *three = EVP_get_digestbyname("md5");
    (void)one; (void)two; (void)three;
}

void ciphers(EVP_CIPHER_CTX *context, unsigned char *key, unsigned char *iv) {
    // ruleid: weak-cipher
    EVP_EncryptInit_ex(context, EVP_des_cbc(), NULL, key, iv);
    // ruleid: weak-cipher
    EVP_EncryptInit_ex(context, EVP_aes_128_ecb(), NULL, key, NULL);
    // ok: weak-cipher
    EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), NULL, key, iv);
    // ruleid: weak-cipher
    EVP_EncryptInit_ex(context, EVP_rc4(), NULL, key, NULL);
}

void random_values(unsigned char *key) {
    srand(time(NULL));
    // ruleid: weak-random
    for (int i = 0; i < 16; i++) key[i] = rand() & 0xff;
    // ok: weak-random
    RAND_bytes(key, 16);
    // ok: weak-random
    int delay = rand() % 5;
    sleep(delay);
}

void session(char *out) {
    // ruleid: weak-random
    long session_id = random();
    sprintf(out, "%ld", session_id);
}

void keys(RSA *rsa, BIGNUM *e, EVP_PKEY_CTX *context) {
    // ruleid: short-key
    RSA_generate_key_ex(rsa, 1024, e, NULL);
    // ok: short-key
    RSA_generate_key_ex(rsa, 3072, e, NULL);
    // ruleid: short-key
    EVP_PKEY_CTX_set_rsa_keygen_bits(context, 512);
}

void fetch(char **argv) {
    CURL *curl = curl_easy_init();
    // ruleid: ssrf
    curl_easy_setopt(curl, CURLOPT_URL, getenv("QUERY_STRING"));
    // ok: ssrf
    curl_easy_setopt(curl, CURLOPT_URL, "https://api.example.com/");
    // ruleid: tls-verification
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
    // ruleid: tls-verification
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0L);
    // ok: tls-verification
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_perform(curl);
}

void tls(SSL_CTX *context) {
    // ruleid: tls-verification
    SSL_CTX_set_verify(context, SSL_VERIFY_NONE, NULL);
    // ok: tls-verification
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
    // ruleid: tls-verification
    SSL_CTX *old = SSL_CTX_new(SSLv3_method());
    // ok: tls-verification
    SSL_CTX *good = SSL_CTX_new(TLS_client_method());
    (void)old; (void)good;
}

void xml(const char *text, int size) {
    // ruleid: xxe
    xmlDocPtr one = xmlReadMemory(text, size, "in.xml", NULL, XML_PARSE_NOENT | XML_PARSE_DTDLOAD);
    // ok: xxe
    xmlDocPtr two = xmlReadMemory(text, size, "in.xml", NULL, XML_PARSE_NONET);
    xmlFreeDoc(one);
    xmlFreeDoc(two);
}

void directory(LDAP *ldap, char **argv) {
    char filter[256];
    LDAPMessage *found;
    snprintf(filter, sizeof(filter), "(uid=%s)", argv[1]);
    // ruleid: ldap-injection
    ldap_search_ext_s(ldap, "dc=example,dc=com", LDAP_SCOPE_SUBTREE, filter, NULL, 0, NULL, NULL, NULL, 0, &found);
    // ok: ldap-injection
    ldap_search_ext_s(ldap, "dc=example,dc=com", LDAP_SCOPE_SUBTREE, "(uid=admin)", NULL, 0, NULL, NULL, NULL, 0,
        &found);
}

int login(const char *given) {
    // ruleid: hardcoded-secret
    const char *password = "S3cr3t!Pass";
    // ok: hardcoded-secret
    const char *prompt = "Password: ";
    printf("%s", prompt);
    return strcmp(given, password) == 0;
}

int login_environment(const char *given) {
    // ok: hardcoded-secret
    const char *password = getenv("APP_PASSWORD");
    return password && strcmp(given, password) == 0;
}
