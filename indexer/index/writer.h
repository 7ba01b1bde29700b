// The indexer's work on an index folder: read what changed, check everything, write aside, publish by one rename.
#pragma once

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>

#include "indexer/practice/diagnostic.h"
#include "indexer/schema/meta.h"

namespace gp {

// Another update holds the lock, or the index folder is not a folder we may use.
struct IndexBusy : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct IndexUnusable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct UpdateOptions {
  std::string source{};  // corpus folder or JSON Lines file
  std::string index{};   // folder, made when missing
  bool full = false;     // read and write everything anew
  // Folder of FreeDict dictionaries (lexicon/freedict.h); empty or without any: nothing is translated by dictionary.
  std::string dictionaries{};
  std::string dictionary_cache{};          // where they are kept compiled; empty: in the index folder
  std::uint32_t shard_documents = 25'000;  // that are written to one database before the next is begun (staging.h)
  // Called now and then with what is being done and how far it is (done of total; total 0: not known).
  std::function<void(const std::string& stage, std::size_t done, std::size_t total)> progress{};
};

struct UpdateSummary {
  std::size_t practices = 0;  // in the index afterwards
  std::size_t texts = 0;
  std::size_t added = 0;
  std::size_t changed = 0;
  std::size_t removed = 0;
  std::size_t unchanged = 0;
  bool full = false;
  bool published = false;  // false: nothing had changed, or there were errors
  std::string generation{};
  double seconds = 0;
};

// Validates the whole source and, if there is no error, brings the index up to date. With errors in `diagnostics` the
// index stays as it was. Throws IndexBusy, IndexUnusable, std::system_error (disk, permission), Xapian::Error.
//
// Only cases whose bytes changed are analysed; everything is when the vocabulary, the schema or the analysis changed,
// or when an update was interrupted between writing and publishing.
UpdateSummary update_index(const UpdateOptions& options, Diagnostics& diagnostics);

}  // namespace gp
