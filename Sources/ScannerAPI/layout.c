/* What the compiler must agree to before anything else is built: LP64, little-endian, and the sizes of ABI 1.0.
 * The full layout of every field is held by Tests/ABI; these lines stop a wrong platform at once. */
#include "scanner_api.h"

_Static_assert(sizeof(void *) == 8 && sizeof(size_t) == 8, "the plugin ABI is LP64 only");
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the plugin ABI is little-endian only");

_Static_assert(sizeof(scn_str) == 16, "scn_str never grows");
_Static_assert(sizeof(scn_file_info) >= 48, "scn_file_info of ABI 1.0");
_Static_assert(sizeof(scn_target_info) >= 112, "scn_target_info of ABI 1.0");
_Static_assert(sizeof(scn_region) >= 72, "scn_region of ABI 1.0");
_Static_assert(sizeof(scn_rule) >= 104, "scn_rule of ABI 1.0");
_Static_assert(sizeof(scn_finding) >= 120, "scn_finding of ABI 1.0");
_Static_assert(sizeof(scn_component) >= 128, "scn_component of ABI 1.0");
_Static_assert(sizeof(scn_host) >= 160, "scn_host of ABI 1.0");
_Static_assert(sizeof(scn_plugin) >= 224, "scn_plugin of ABI 1.0");
_Static_assert(offsetof(scn_plugin, struct_size) == 0, "struct_size comes first in scn_plugin");
_Static_assert(offsetof(scn_host, struct_size) == 0, "struct_size comes first in scn_host");
