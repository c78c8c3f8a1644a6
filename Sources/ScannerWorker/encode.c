#include "encode.h"

/* Longest lists; what is beyond is left out. */
#define MAX_RELATED 64u
#define MAX_WORDS 64u
#define MAX_PATH (8u << 10)
#define MAX_NOTE (4u << 10)

static void misuse(buffer *b) {
  if (b->status == SCN_OK) b->status = SCN_E_MISUSE;
}

static void put_words(buffer *b, const scn_str *words, uint32_t count, size_t limit) {
  if (count && !words) {
    misuse(b);
    return;
  }
  if (count > MAX_WORDS) count = MAX_WORDS;
  buffer_u32(b, count);
  for (uint32_t i = 0; i < count; i++) buffer_cut(b, words[i], limit);
}

static void put_region(buffer *b, const scn_region *region) {
  if (region->struct_size < sizeof(scn_region) || region->path.len > MAX_PATH) {
    misuse(b);
    return;
  }
  buffer_u32(b, region->start_line);
  buffer_u32(b, region->start_column);
  buffer_u32(b, region->end_line);
  buffer_u32(b, region->end_column);
  buffer_u64(b, region->byte_offset);
  buffer_u64(b, region->byte_length);
  buffer_str(b, region->path);
  buffer_cut(b, region->note, MAX_NOTE);
}

static void put_optional_region(buffer *b, const scn_region *region) {
  buffer_u8(b, region != NULL);
  if (region) put_region(b, region);
}

static void put_file(buffer *b, const uint64_t *file) {
  buffer_u8(b, file != NULL);
  if (file) buffer_u64(b, *file);
}

void encode_rule(buffer *b, const scn_rule *rule, size_t limit) {
  if (!rule || rule->struct_size < sizeof *rule || rule->severity > SCN_SEV_CRITICAL ||
      rule->confidence > SCN_CONF_HIGH) {
    misuse(b);
    return;
  }
  buffer_begin(b, SCW_RULE);
  buffer_u8(b, (uint8_t)rule->severity);
  buffer_u8(b, (uint8_t)rule->confidence);
  buffer_u8(b, rule->deprecated != 0);
  buffer_cut(b, rule->id, limit);
  buffer_cut(b, rule->title, limit);
  buffer_cut(b, rule->help_markdown, limit);
  buffer_cut(b, rule->help_uri, limit);
  put_words(b, rule->cwes, rule->cwe_count, 256);
  put_words(b, rule->tags, rule->tag_count, 256);
  buffer_end(b);
}

void encode_finding(buffer *b, const uint64_t *file, const scn_finding *finding, size_t limit) {
  if (!finding || finding->struct_size < sizeof *finding || finding->severity > SCN_SEV_CRITICAL ||
      finding->confidence > SCN_CONF_HIGH || (finding->related_count && !finding->related)) {
    misuse(b);
    return;
  }
  buffer_begin(b, SCW_FINDING);
  put_file(b, file);
  buffer_u8(b, (uint8_t)finding->severity);
  buffer_u8(b, (uint8_t)finding->confidence);
  buffer_cut(b, finding->rule_id, limit);
  buffer_cut(b, finding->message, limit);
  put_optional_region(b, finding->primary);
  put_optional_region(b, finding->secret);
  uint32_t related = finding->related_count < MAX_RELATED ? finding->related_count : MAX_RELATED;
  buffer_u32(b, related);
  for (uint32_t i = 0; i < related; i++) {
    if (!finding->related[i]) {
      misuse(b);
      return;
    }
    put_region(b, finding->related[i]);
  }
  buffer_cut(b, finding->match_key, limit);
  buffer_cut(b, finding->component_ref, limit);
  if (finding->properties_json.len > limit) { /* half an object is none */
    misuse(b);
    return;
  }
  buffer_str(b, finding->properties_json);
  buffer_end(b);
}

void encode_component(buffer *b, const uint64_t *file, const scn_component *component, size_t limit) {
  if (!component || component->struct_size < sizeof *component || component->scope > SCN_SCOPE_DEVELOPMENT) {
    misuse(b);
    return;
  }
  buffer_begin(b, SCW_COMPONENT);
  put_file(b, file);
  buffer_u8(b, (uint8_t)component->scope);
  buffer_u8(b, component->direct != 0);
  buffer_cut(b, component->ref, limit);
  buffer_cut(b, component->type, limit);
  buffer_cut(b, component->name, limit);
  buffer_cut(b, component->version, limit);
  buffer_cut(b, component->purl, limit);
  buffer_cut(b, component->licenses, limit);
  put_optional_region(b, component->evidence);
  put_words(b, component->hashes, component->hash_count, 256);
  buffer_end(b);
}

static void put_list(buffer *b, const scn_str *words, uint32_t count) {
  if (count && !words) {
    misuse(b);
    return;
  }
  buffer_u32(b, count);
  for (uint32_t i = 0; i < count && b->status == SCN_OK; i++) buffer_str(b, words[i]);
}

/* Which functions the table has, in the order of scn_plugin. */
static uint32_t functions(const scn_plugin *p) {
  return (uint32_t)(p->create != NULL) | (uint32_t)(p->destroy != NULL) << 1 | (uint32_t)(p->list_rules != NULL) << 2 |
         (uint32_t)(p->open_scan != NULL) << 3 | (uint32_t)(p->scan_file != NULL) << 4 |
         (uint32_t)(p->scan_target != NULL) << 5 | (uint32_t)(p->close_scan != NULL) << 6;
}

void encode_descriptor(buffer *b, const scn_plugin *plugin) {
  buffer_begin(b, SCW_DESCRIPTOR);
  buffer_u32(b, plugin->struct_size);
  buffer_u16(b, plugin->abi_major);
  buffer_u16(b, plugin->abi_minor);
  const scn_str texts[] = {plugin->id,      plugin->name,    plugin->version,      plugin->vendor,
                           plugin->license, plugin->runtime, plugin->config_schema};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) buffer_str(b, texts[i]);
  put_list(b, plugin->scan_types, plugin->scan_type_count);
  buffer_u64(b, plugin->caps);
  put_list(b, plugin->file_patterns, plugin->file_pattern_count);
  buffer_u32(b, plugin->max_parallel);
  buffer_u64(b, plugin->max_file_size);
  buffer_u32(b, functions(plugin));
  buffer_end(b);
}
