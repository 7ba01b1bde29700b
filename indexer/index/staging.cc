#include "indexer/index/staging.h"

#include <cstdlib>
#include <utility>

namespace gp {
namespace {

namespace fs = std::filesystem;

// Small batches keep the pending postings of Xapian in the cache of the processor: measured, 300 are 1.4 times faster
// than the default of 10,000, in an eighth of the memory; 200 are as fast as 300, in 8 MB less.
constexpr std::uint32_t kFlushDocuments = 200;

Xapian::WritableDatabase open_database(const fs::path& path, int action) {
  // Settled here and not by the environment: the figure belongs to how this program writes.
  ::setenv("XAPIAN_FLUSH_THRESHOLD", std::to_string(kFlushDocuments).c_str(), 1);
  return Xapian::WritableDatabase(path.string(), action | Xapian::DB_BACKEND_GLASS);
}

}  // namespace

Staging::Staging(fs::path folder, std::uint32_t shard_documents)
    : folder_(std::move(folder)), shards_(folder_.string() + ".shards"), shard_documents_(shard_documents) {}

void Staging::discard() {
  database_ = Xapian::WritableDatabase();
  fs::remove_all(folder_);
  discard_shards();
}

void Staging::discard_shards() {
  fs::remove_all(shards_);
}

void Staging::create() {
  discard();
  is_new_ = true;
  full_ = 0;
  written_ = 0;
  database_ = open_database(folder_, Xapian::DB_CREATE);
}

bool Staging::open() {
  is_new_ = false;
  try {
    database_ = open_database(folder_, Xapian::DB_OPEN);
    return true;
  } catch (const Xapian::DatabaseError&) {
    database_ = Xapian::WritableDatabase();
    return false;
  }
}

void Staging::put(std::uint32_t document, const Xapian::Document& content) {
  if (is_new_ && written_ == shard_documents_) {
    set_shard_aside();
    database_ = open_database(folder_, Xapian::DB_CREATE);
  }
  database_.replace_document(document, content);
  ++written_;
}

void Staging::remove(const std::string& id_term) {
  database_.delete_document(id_term);
}

void Staging::commit() {
  if (full_ == 0) {
    database_.commit();
    return;
  }
  set_shard_aside();
  {
    Xapian::Database all;
    for (std::uint32_t number = 0; number < full_; ++number) all.add_database(Xapian::Database(shard(number)));
    all.compact(folder_.string(), Xapian::DBCOMPACT_NO_RENUMBER);
  }
  discard_shards();
  full_ = 0;
  database_ = open_database(folder_, Xapian::DB_OPEN);
}

void Staging::set_shard_aside() {
  database_.commit();
  database_.close();
  fs::create_directory(shards_);
  fs::rename(folder_, shard(full_));
  ++full_;
  written_ = 0;
}

std::string Staging::shard(std::uint32_t number) const {
  return (shards_ / std::to_string(number)).string();
}

}  // namespace gp
