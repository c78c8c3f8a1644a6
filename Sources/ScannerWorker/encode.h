/* encode.h: what the plugin emits, as frames. Each checks struct_size and the ranges of its numbers; the result is in
 * the buffer's status. */
#ifndef ENCODE_H
#define ENCODE_H
#include "wire.h"

void encode_rule(buffer *, const scn_rule *, size_t text_limit);
/* `file` is NULL outside of scan_file. */
void encode_finding(buffer *, const uint64_t *file, const scn_finding *, size_t text_limit);
void encode_component(buffer *, const uint64_t *file, const scn_component *, size_t text_limit);
void encode_descriptor(buffer *, const scn_plugin *);
#endif
