/* leave.h: the ways in which the worker ends its own process. */
#ifndef LEAVE_H
#define LEAVE_H
#include "worker_protocol.h"

/* Ends the process at once: no exit handlers, which are plugin code, while other threads still run plugin code. */
_Noreturn void leave(int status);
#endif
