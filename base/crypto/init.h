// Makes libsodium ready. Called by everything here that draws random bytes or
// keys, so callers of this folder need not think of it.
#ifndef HIREWIRE_BASE_CRYPTO_INIT_H_
#define HIREWIRE_BASE_CRYPTO_INIT_H_

namespace hirewire::crypto {

// Thread-safe, cheap after the first call. Ends the process if the system has
// no randomness to give: nothing could be sealed safely.
void EnsureInitialized();

}  // namespace hirewire::crypto

#endif  // HIREWIRE_BASE_CRYPTO_INIT_H_
