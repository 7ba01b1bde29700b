// The Xapian database that updates change and publishing compacts into the index file: a folder of the indexer's own.
//
// What is built from nothing is built in shards, databases of some thousand documents, which Xapian's compaction merges
// when all are written. In one database each batch of documents rewrites the last block of every list it adds to, so
// the cost of a batch grows with the database; a merge reads and writes everything once, in order.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <string>

namespace gp {

// Not thread-safe. All throw Xapian::Error or std::filesystem::filesystem_error when the disk says no.
class Staging {
 public:
  // `shard_documents`: how many one shard may have.
  Staging(std::filesystem::path folder, std::uint32_t shard_documents);

  // Removes whatever is in its place: a damaged database, a file, a link.
  void discard();
  // Removes what a run that was killed left of its shards.
  void discard_shards();
  // Begins with nothing, in place of whatever is there.
  void create();
  // What the last update left. False when it is damaged or not there.
  bool open();

  std::uint32_t last_document() const { return database_.get_lastdocid(); }
  // In a new one numbers ascend; in an old one the document may be there already.
  void put(std::uint32_t document, const Xapian::Document& content);
  void remove(const std::string& id_term);
  // To disk, as one database.
  void commit();

  // What was committed.
  const Xapian::Database& database() const { return database_; }

 private:
  std::string shard(std::uint32_t number) const;
  void set_shard_aside();

  std::filesystem::path folder_;
  std::filesystem::path shards_;  // folder of those that are set aside
  std::uint32_t shard_documents_;
  bool is_new_ = false;
  std::uint32_t full_ = 0;     // shards set aside
  std::uint32_t written_ = 0;  // documents of the shard that is open
  Xapian::WritableDatabase database_{};
};

}  // namespace gp
