/* session.h: the worker's side of the conversation. */
#ifndef SESSION_H
#define SESSION_H

/* Speaks with the host until the process ends. */
_Noreturn void session_run(unsigned data_files);
#endif
