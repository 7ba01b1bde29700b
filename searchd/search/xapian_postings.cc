#include "searchd/search/xapian_postings.h"

#include <xapian.h>

#include <algorithm>
#include <limits>

#include "indexer/schema/index_file.h"

namespace gp {
namespace {

constexpr std::size_t kMostBytes = std::size_t{64} << 20;
constexpr std::size_t kMostIdle = 8;  // more threads than that seldom meet a new term at once

// What `work` returns; past this file a Xapian::Error, which is no std::exception, shall be one.
template <class Work>
auto with_xapian(Work work) {
  try {
    return work();
  } catch (const Xapian::Error& error) {
    throw CorruptIndex(error.get_description());
  }
}

void check(Xapian::docid document, std::uint32_t rows) {
  if (document >= rows) throw CorruptIndex("the index has stems of a document it does not have");
}

}  // namespace

XapianPostings::XapianPostings(const IndexFile& file, std::uint32_t rows)
    : file_(file), rows_(rows), decoded_(kMostBytes), norms_(read_norms()) {}

XapianPostings::~XapianPostings() = default;

std::shared_ptr<const TermPostings> XapianPostings::of(const std::string& term) const {
  return decoded_.get(
      term, [&] { return decode(term); }, [](const TermPostings& postings) { return postings.bytes(); });
}

TermPostings XapianPostings::decode(const std::string& term) const {
  TermPostings postings{.documents = DocSet(rows_)};
  with_xapian([&] {
    const DatabaseHandle handle = database();
    postings.counts.reserve(handle->get_termfreq(term));
    for (auto posting = handle->postlist_begin(term); posting != handle->postlist_end(term); ++posting) {
      check(*posting, rows_);
      postings.documents.add(*posting);
      postings.counts.push_back(static_cast<std::uint16_t>(
          std::min<Xapian::termcount>(posting.get_wdf(), std::numeric_limits<std::uint16_t>::max())));
    }
  });
  return postings;
}

std::uint32_t XapianPostings::documents(const std::string& term) const {
  return with_xapian([&] { return database()->get_termfreq(term); });
}

LengthNorms XapianPostings::read_norms() const {
  std::vector<std::uint32_t> lengths(rows_);
  with_xapian([&] {
    const DatabaseHandle handle = database();
    for (auto posting = handle->postlist_begin(""); posting != handle->postlist_end(""); ++posting) {
      check(*posting, rows_);
      lengths[*posting] = posting.get_doclength();
    }
  });
  return LengthNorms(lengths);
}

XapianPostings::DatabaseHandle XapianPostings::database() const {
  {
    const std::lock_guard guard(mutex_);
    if (!idle_databases_.empty()) {
      DatabaseHandle handle(idle_databases_.back().release(), {this});
      idle_databases_.pop_back();
      return handle;
    }
  }
  return {new Xapian::Database(file_.open_xapian()), {this}};
}

void XapianPostings::GiveBack::operator()(Xapian::Database* database) const {
  std::unique_ptr<Xapian::Database> idle(database);
  const std::lock_guard guard(to->mutex_);
  if (to->idle_databases_.size() < kMostIdle) to->idle_databases_.push_back(std::move(idle));
}

}  // namespace gp
