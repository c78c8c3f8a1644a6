#ifndef SECURESCAN_LIBXML2_SHIM_H
#define SECURESCAN_LIBXML2_SHIM_H

#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>

/* xmlFree is a variable, which Swift does not let be read from several threads. */
static inline void securescan_xml_free(void *memory) { xmlFree(memory); }

#endif
