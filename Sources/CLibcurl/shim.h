#ifndef SECURESCAN_LIBCURL_SHIM_H
#define SECURESCAN_LIBCURL_SHIM_H

#include <curl/curl.h>

/* curl_easy_setopt is variadic, which Swift does not import: one function for each type of its argument. */

static inline CURLcode securescan_curl_set_text(CURL *transfer, CURLoption option, const char *value) {
    return curl_easy_setopt(transfer, option, value);
}

static inline CURLcode securescan_curl_set_number(CURL *transfer, CURLoption option, long value) {
    return curl_easy_setopt(transfer, option, value);
}

static inline CURLcode securescan_curl_set_size(CURL *transfer, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(transfer, option, value);
}

static inline CURLcode securescan_curl_set_pointer(CURL *transfer, CURLoption option, void *value) {
    return curl_easy_setopt(transfer, option, value);
}

static inline CURLcode securescan_curl_set_headers(CURL *transfer, struct curl_slist *headers) {
    return curl_easy_setopt(transfer, CURLOPT_HTTPHEADER, headers);
}

/* The caller keeps the list until the transfer has ended. */
static inline CURLcode securescan_curl_set_names(CURL *transfer, struct curl_slist *names) {
    return curl_easy_setopt(transfer, CURLOPT_RESOLVE, names);
}

/* For CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION. */
static inline CURLcode securescan_curl_on_bytes(CURL *transfer, CURLoption option, curl_write_callback receive) {
    return curl_easy_setopt(transfer, option, receive);
}

static inline CURLcode securescan_curl_on_progress(CURL *transfer, curl_xferinfo_callback progress) {
    return curl_easy_setopt(transfer, CURLOPT_XFERINFOFUNCTION, progress);
}

static inline CURLcode securescan_curl_on_open_socket(CURL *transfer, curl_opensocket_callback open) {
    return curl_easy_setopt(transfer, CURLOPT_OPENSOCKETFUNCTION, open);
}

/* Lets http and https through and nothing else that libcurl knows (file, ftp, gopher...). */
static inline CURLcode securescan_curl_only_http(CURL *transfer) {
#if LIBCURL_VERSION_NUM >= 0x075500 /* 7.85 */
    return curl_easy_setopt(transfer, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    return curl_easy_setopt(transfer, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

/* A transfer that is broken off does not wait for its name to be resolved. */
static inline CURLcode securescan_curl_leave_resolver(CURL *transfer) {
#if LIBCURL_VERSION_NUM >= 0x075700 /* 7.87 */
    return curl_easy_setopt(transfer, CURLOPT_QUICK_EXIT, 1L);
#else
    (void)transfer;
    return CURLE_OK;
#endif
}

/* The whole address, which is longer than the struct sockaddr that it is declared as. */
static inline const struct sockaddr *securescan_curl_address(const struct curl_sockaddr *address) {
    return &address->addr;
}

static inline CURLcode securescan_curl_start(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }

#endif
