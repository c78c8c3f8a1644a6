/* tree.h: walk and open, which the host answers from its own view of the target. */
#ifndef TREE_H
#define TREE_H
#include "call.h"

/* Called by the plugin's thread; both wait for the host. */
scn_status tree_walk(scn_ctx *, scn_str prefix, scn_file_visitor, void *user);
scn_status tree_open(scn_ctx *, scn_str path, scn_file **out, scn_file_info *info);
void tree_close(scn_file *);

/* Called by the session with a frame from the host; 0 when nobody asked for it or it is malformed. */
int tree_answer(scw_frame type, cursor payload);
#endif
