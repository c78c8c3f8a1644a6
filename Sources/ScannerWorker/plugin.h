/* plugin.h: the library: loading it, describing it, and its one instance. */
#ifndef PLUGIN_H
#define PLUGIN_H
#include "call.h"

/* Loads the library and sends DESCRIPTOR. Leaves the process with REFUSED when that fails. */
void plugin_load(scn_ctx *);

/* Creates the instance and sends its RULEs and READY. Leaves the process with REFUSED when that fails. */
void plugin_create(scn_ctx *, const scn_host *, scn_str config);

extern scn_instance *plugin_instance;

/* The last call of all. Never returns. */
_Noreturn void plugin_destroy(scn_ctx *);

/* Sends REFUSED and leaves. */
_Noreturn void plugin_refuse(scn_ctx *, const char *format, ...) __attribute__((format(printf, 2, 3)));
#endif
