#ifndef SECURESCAN_LIBYAML_SHIM_H
#define SECURESCAN_LIBYAML_SHIM_H

#include <yaml.h>

#endif
