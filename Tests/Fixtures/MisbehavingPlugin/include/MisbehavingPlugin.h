/* A plugin has no header: it implements scanner_api.h. */
