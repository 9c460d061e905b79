/**
 * The key with which this user's own results are told from those of others: 32 random bytes in
 * $XDG_STATE_HOME/staffgap/key, else ~/.local/state/staffgap/key.
 *
 * It is no secret of anybody else and opens nothing: who has it can make staffgap believe results
 * that it has not found. Without it everything is worked out again, to the same numbers.
 */
#ifndef SERVICE_USER_KEY_H
#define SERVICE_USER_KEY_H

#include "base/note.h"
#include "store/store.h"

/**
 * Find the key, and make one where there is none.
 *
 * One that others may read or write, that is somebody else's or has another size is not used and
 * becomes a note; this user's own is replaced. Nothing is made in a home of another account.
 *
 * @param make  false: only look
 * @return false when there is none: no home, or nothing can be written there
 */
bool user_key_find(bool make, struct arena *arena, struct store_key *key, struct notes *notes);

#endif
