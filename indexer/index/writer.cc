// A change takes two passes over the source. The first checks every case that changed and remembers digests only; if
// anything is wrong, nothing has been touched. The second analyses what changed into the staging database and writes
// the new records to a side file; then everything is put together in one new file beside the published one, synced and
// renamed. When everything is to be read anew, there is no staging database worth keeping, and one pass does both.
//
// The published file carries a seal of the staging folder: sizes and times of its files. When the folder no longer
// looks so, the last update was interrupted or somebody else was there, and this one builds everything anew.
#include "indexer/index/writer.h"

#include <xapian.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <optional>
#include <set>
#include <system_error>
#include <unordered_map>
#include <utility>

#include "indexer/index/document.h"
#include "indexer/index/index_folder.h"
#include "indexer/index/ordered_work.h"
#include "indexer/index/postings_builder.h"
#include "indexer/index/record_spool.h"
#include "indexer/index/staging.h"
#include "indexer/index/translations.h"
#include "indexer/lexicon/dictionaries.h"
#include "indexer/practice/corpus.h"
#include "indexer/practice/vocabulary.h"
#include "indexer/schema/columns.h"
#include "indexer/schema/index_file.h"
#include "indexer/schema/index_schema.h"
#include "indexer/schema/record.h"

namespace gp {
namespace {

namespace fs = std::filesystem;

// Besides the one that reads and writes.
constexpr std::size_t kWorkers = 2;
// So much is written between two times that what was read for it is let go.
constexpr std::size_t kLetGoStep = std::size_t{1} << 20;
constexpr std::string_view kSpoolName = "records.new";
constexpr std::string_view kWordsName = "words.new";
constexpr std::string_view kLettersName = "letters.new";
constexpr std::string_view kFreshName = "practices.new";

std::string hex_digest(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  std::array<char, 33> text{};
  std::snprintf(text.data(), text.size(), "%016llx%016llx", static_cast<unsigned long long>(hash.high64),
                static_cast<unsigned long long>(hash.low64));
  return text.data();
}

std::string now_rfc3339() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text.data();
}

// Where messages about a case as a whole point.
Location place_of(const RawCase& raw) {
  for (const RawCase::File& file : raw.files) {
    if (file.language.empty()) return {.file = file.path, .line = raw.json ? file.line : 0};
  }
  return {.file = raw.files.empty() ? raw.id : raw.files.front().path, .line = 0};
}

// What an earlier update left in the index folder.
struct Previous {
  std::unique_ptr<IndexFile> file{};
  Meta meta{};
  std::unordered_map<std::string, CaseEntry> cases{};
  std::string_view records{};
};

std::optional<Previous> read_previous(const fs::path& index) {
  const fs::path published = index / kPublishedName;
  if (!fs::exists(published)) return std::nullopt;
  Previous previous;
  try {
    previous.file = std::make_unique<IndexFile>(published);
    if (!previous.file->xapian_is_sound()) return std::nullopt;  // rebuilt, as what follows
    previous.meta = decode_meta(previous.file->section(Section::kMeta));
    for (CaseEntry& entry : decode_cases(previous.file->section(Section::kCases))) {
      std::string id = entry.id;
      previous.cases.emplace(std::move(id), std::move(entry));
    }
    previous.records = previous.file->section(Section::kRecords);
  } catch (const CorruptIndex&) {
    return std::nullopt;
  } catch (const WrongSchema&) {
    return std::nullopt;
  }
  return previous;
}

// The records section: a table of offsets by document number (rows + 1 of 64 bits), then the records.
std::string_view record_at(std::string_view records, std::uint32_t document) {
  std::uint64_t rows = 0;
  std::memcpy(&rows, records.data(), sizeof rows);
  if (document >= rows) throw CorruptIndex("the index has no record of document " + std::to_string(document));
  std::array<std::uint64_t, 2> range{};
  std::memcpy(range.data(), records.data() + 8 * (1 + std::size_t{document}), sizeof range);
  return records.substr(range[0], range[1] - range[0]);
}

fs::path side_file(const fs::path& index, std::string_view name, std::size_t worker) {
  return index / std::string(name).append(std::to_string(worker));
}

// What threads build documents with, together and each.
struct Shared {
  explicit Shared(const Vocabulary& vocabulary) : labels(vocabulary.concepts) {}

  LabelMatcher labels;
  TermNumbers words{};
  TermNumbers letters{};
};
struct Worker {
  Worker(const fs::path& index, std::size_t number, const Vocabulary& vocabulary, Shared& shared)
      : words(side_file(index, kWordsName, number), shared.words),
        letters(side_file(index, kLettersName, number), shared.letters),
        builder(std::in_place, vocabulary, shared.labels, words, letters) {}

  // Of one that is not searchable there is nothing to index.
  IndexedPractice index(const Practice& practice, std::uint32_t document) {
    return document == 0 ? IndexedPractice() : builder->build(practice, document);
  }

  PostingsBuilder words;
  PostingsBuilder letters;
  std::optional<DocumentBuilder> builder;  // until everything is analysed: the words it remembers take memory
};

class Update {
 public:
  Update(const UpdateOptions& options, Diagnostics& diagnostics)
      : options_(options),
        diagnostics_(diagnostics),
        staging_(fs::path(options.index) / kStagingName, options.shard_documents) {}

  UpdateSummary run() {
    const auto begun = std::chrono::steady_clock::now();
    const fs::path index = prepare_folder();
    const FolderLock lock(index / kLockName);
    remove_leftovers(index);
    previous_ = read_previous(index);
    read_vocabularies();
    summarize_previous();
    // What is to be read anew as a whole is indexed while it is checked; else only what changed is, after the check.
    if (!knows_cases()) begin_staging(index);
    check_cases();
    if (diagnostics_.has_errors()) {
      if (summary_.full) discard_staging();
    } else {
      identify_generation();
      if (summary_.full || previous_->meta.generation != meta_.generation) {
        if (!summary_.full) change_staging(index);
        if (!diagnostics_.has_errors()) {
          staging_.commit();
          meta_.staging_seal = seal_of(index / kStagingName);
          publish(index);
        }
      }
    }
    if (summary_.published) summary_.generation = meta_.generation;
    summary_.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    return summary_;
  }

 private:
  fs::path prepare_folder() {
    // A mistyped source shall not leave an empty index folder behind.
    if (!fs::exists(options_.source)) {
      throw std::system_error(ENOENT, std::generic_category(), options_.source);
    }
    fs::path index = options_.index;
    std::error_code error;
    if (fs::exists(index, error) && !fs::is_directory(index, error)) {
      throw IndexUnusable(index.string() + " is a file; --index names a folder");
    }
    fs::create_directories(index);
    return index;
  }

  // Of an update that was killed; the lock is ours, so nobody is writing them.
  void remove_leftovers(const fs::path& index) {
    staging_.discard_shards();
    std::error_code ignored;
    fs::remove(index / kSpoolName, ignored);
    fs::remove(index / kFreshName, ignored);
    for (std::size_t worker = 0; worker < kWorkers; ++worker) {
      fs::remove(side_file(index, kWordsName, worker), ignored);
      fs::remove(side_file(index, kLettersName, worker), ignored);
    }
  }

  void progress(const std::string& stage, std::size_t done, std::size_t total) const {
    if (options_.progress) options_.progress(stage, done, total);
  }

  void read_vocabularies() {
    const std::string folder = vocabulary_folder(options_.source);
    meta_.vocabulary_digest = vocabulary_digest(folder);
    meta_.analysis_version = kAnalysisVersion;
    // What was read and found good once is read from the index: YAML takes longer to parse than a case to index.
    vocabulary_ = knows_cases() ? vocabulary_from_json(previous_->file->section(Section::kVocabulary))
                                : read_vocabulary(folder, diagnostics_);
  }

  // What the index holds unless something new is published.
  void summarize_previous() {
    if (!previous_) return;
    summary_.generation = previous_->meta.generation;
    summary_.practices = previous_->meta.practices;
    for (const auto& [lang, texts] : previous_->meta.languages) summary_.texts += texts;
  }

  // Whether the published index was made by the rules that hold now.
  bool knows_cases() const {
    return !options_.full && previous_ && previous_->meta.vocabulary_digest == meta_.vocabulary_digest &&
           previous_->meta.analysis_version == kAnalysisVersion;
  }

  // A case that the published index has with the same bytes, read by the same rules, was found good then.
  const CaseEntry* known(const RawCase& raw) const {
    if (!knows_cases()) return nullptr;
    const auto it = previous_->cases.find(raw.id);
    return it != previous_->cases.end() && it->second.digest == raw.digest ? &it->second : nullptr;
  }

  // What reading one case gave.
  struct Checked {
    CaseEntry entry{};
    Location related{};  // where its key `related` stands
    Diagnostics said{};
    IndexedPractice indexed{};
  };

  // `worker` indexes it at once; null: later, if at all.
  Checked check(const RawCase& raw, std::uint32_t document, Worker* worker) const {
    Checked checked{.related = related_location(raw)};
    const Practice practice = parse_case(raw, vocabulary_, checked.said);
    checked.entry = {.id = raw.id,
                     .digest = raw.digest,
                     .file = place_of(raw).file,
                     .document = practice.status == Status::kPublished ? document : 0,
                     .status = practice.status,
                     .reason = practice.reason,
                     .related = practice.related};
    if (worker != nullptr && !checked.said.has_errors()) {
      checked.indexed = worker->index(practice, checked.entry.document);
    }
    return checked;
  }

  void check_cases() {
    std::vector<std::pair<std::string, std::vector<std::string>>> related;
    std::map<std::string, Location> files;
    const auto accept = [&](Checked& checked) {
      diagnostics_.append(checked.said);
      files[checked.entry.id] = checked.related;
      related.emplace_back(checked.entry.id, checked.entry.related);
      if (checked.said.has_errors()) return;  // it is there, only not right
      if (summary_.full && !diagnostics_.has_errors()) store(checked.entry, checked.indexed);
      cases_.push_back(std::move(checked.entry));
      if (cases_.size() % 256 == 0) progress("reading", cases_.size(), 0);
    };
    Diagnostics layout;
    const auto said_of_layout = [&] { return std::make_shared<const Diagnostics>(std::exchange(layout, {})); };
    OrderedWork work(kWorkers);
    for_each_case(options_.source, layout, [&](const RawCase& raw) {
      const std::uint32_t document = ++last_document_;
      auto checked = std::make_shared<Checked>();
      std::shared_ptr<const RawCase> fresh;
      if (const CaseEntry* old = known(raw)) {
        *checked = {.entry = *old, .related = related_location(raw)};
      } else {
        fresh = std::make_shared<const RawCase>(raw);
      }
      work.add([this, &accept, document, fresh, checked, said = said_of_layout()](std::size_t thread) {
        if (fresh) *checked = check(*fresh, document, summary_.full ? workers_[thread].get() : nullptr);
        return [this, &accept, checked, said] {
          diagnostics_.append(*said);
          accept(*checked);
        };
      });
    });
    work.finish();
    diagnostics_.append(layout);
    check_related(
        related, [&files](const std::string& id) { return files[id]; }, diagnostics_);
    std::sort(cases_.begin(), cases_.end(), [](const CaseEntry& a, const CaseEntry& b) { return a.id < b.id; });
  }

  void identify_generation() {
    std::string all;
    for (const CaseEntry& entry : cases_) all += entry.id + ' ' + entry.digest + '\n';
    meta_.corpus_digest = hex_digest(all);
    meta_.generation = hex_digest(meta_.corpus_digest + ' ' + meta_.vocabulary_digest + ' ' +
                                  key_of_dictionaries(options_.dictionaries) + ' ' + std::to_string(kAnalysisVersion) +
                                  ' ' + std::to_string(kSchemaVersion))
                           .substr(0, 16);
    if (previous_) {
      std::set<std::string> now;
      for (const CaseEntry& entry : cases_) now.insert(entry.id);
      for (const auto& [id, entry] : previous_->cases) summary_.removed += now.contains(id) ? 0 : 1;
    }
    for (const CaseEntry& entry : cases_) {
      if (!previous_ || !previous_->cases.contains(entry.id))
        ++summary_.added;
      else if (previous_->cases.at(entry.id).digest != entry.digest)
        ++summary_.changed;
      else
        ++summary_.unchanged;
    }
  }

  // An empty staging database for everything.
  void begin_staging(const fs::path& index) {
    summary_.full = true;
    staging_.create();
    begin_documents(index);
  }

  void begin_documents(const fs::path& index) {
    spool_ = std::make_unique<RecordSpool>(index / kSpoolName);
    workers_.clear();
    shared_ = std::make_unique<Shared>(vocabulary_);
    for (std::size_t i = 0; i < kWorkers; ++i) {
      workers_.push_back(std::make_unique<Worker>(index, i, vocabulary_, *shared_));
    }
    last_document_ = staging_.last_document();
  }

  // Half of a collection is of no use to the next update.
  void discard_staging() {
    spool_.reset();
    workers_.clear();
    staging_.discard();
  }

  void store(const CaseEntry& entry, const IndexedPractice& indexed) {
    if (entry.status != Status::kPublished) {
      if (!summary_.full) staging_.remove(id_term(entry.id));
      return;
    }
    staging_.put(entry.document, indexed.document);
    spool_->add(entry.document, indexed.record);
  }

  // A practice keeps its number as long as it is searchable.
  std::uint32_t document_for(const CaseEntry& entry) {
    if (entry.status != Status::kPublished) return 0;
    if (!summary_.full) {
      const auto before = previous_->cases.find(entry.id);
      if (before != previous_->cases.end() && before->second.document != 0) return before->second.document;
    }
    return ++last_document_;
  }

  // The second pass, over what changed; over everything when the staging database is not as it was left.
  void change_staging(const fs::path& index) {
    if (previous_->meta.staging_seal == seal_of(index / kStagingName) && staging_.open()) {
      begin_documents(index);
    } else {
      begin_staging(index);
    }
    std::unordered_map<std::string, CaseEntry*> by_id;
    for (CaseEntry& entry : cases_) by_id[entry.id] = &entry;
    if (!summary_.full) {
      for (const auto& [id, entry] : previous_->cases) {
        if (!by_id.contains(id)) staging_.remove(id_term(id));
      }
    }
    std::size_t done = 0;
    Diagnostics again;
    OrderedWork work(kWorkers);
    for_each_case(options_.source, again, [&](const RawCase& raw) {
      const auto it = by_id.find(raw.id);
      if (it == by_id.end() || it->second->digest != raw.digest) {
        diagnostics_.error({.file = raw.id, .line = 0}, "the case changed while it was being read",
                           "run the update again");
        return;
      }
      progress("indexing", ++done, cases_.size());
      if (!summary_.full && known(raw) != nullptr) return;
      CaseEntry& entry = *it->second;
      entry.document = document_for(entry);
      work.add([this, &entry, fresh = std::make_shared<const RawCase>(raw)](std::size_t thread) {
        Diagnostics said;  // nothing that was not said before
        auto indexed = std::make_shared<const IndexedPractice>(
            workers_[thread]->index(parse_case(*fresh, vocabulary_, said), entry.document));
        return [this, &entry, indexed] { store(entry, *indexed); };
      });
    });
    work.finish();
    // With an error the seal is broken now: the next update builds anew.
  }

  void publish(const fs::path& index) {
    progress("publishing", 0, 0);
    const fs::path fresh = index / kFreshName;
    try {
      write_file(fresh);
      const fs::path live = index / kPublishedName;
      const fs::path before = index / kPreviousName;
      if (fs::exists(live)) {
        fs::remove(before);
        fs::create_hard_link(live, before);
      }
      fs::rename(fresh, live);
      sync_folder(index);
    } catch (...) {
      std::error_code ignored;
      fs::remove(fresh, ignored);
      throw;
    }
    summary_.published = true;
  }

  void write_file(const fs::path& path) {
    for (const auto& worker : workers_) worker->builder.reset();
    IndexFileWriter out(path);
    spool_->rewind();
    std::uint32_t rows = 0;
    for (const CaseEntry& entry : cases_) {
      if (entry.document != 0) rows = std::max(rows, entry.document + 1);
    }
    ColumnsBuilder columns;
    std::vector<std::uint64_t> offsets(rows + 1);
    out.begin(Section::kRecords);
    // The table comes first in the section, so sizes are gathered before the records are written.
    std::vector<const CaseEntry*> by_document(rows);
    for (const CaseEntry& entry : cases_) {
      if (entry.document != 0) by_document[entry.document] = &entry;
    }
    std::uint64_t at = 8 * (std::uint64_t{rows} + 2);
    for (std::uint32_t document = 0; document < rows; ++document) {
      offsets[document] = at;
      if (by_document[document] != nullptr) at += padded(record_size(document));
    }
    offsets[rows] = at;
    const std::uint64_t count = rows;
    out.write({reinterpret_cast<const char*>(&count), sizeof count});
    out.write({reinterpret_cast<const char*>(offsets.data()), offsets.size() * sizeof offsets[0]});
    std::set<std::string, std::less<>> stem_tags;
    PracticesByStemTags practices_by_tags;
    for (std::uint32_t document = 0; document < rows; ++document) {
      if (by_document[document] == nullptr) continue;
      std::string record = record_bytes(document);
      const Record decoded = decode_record(record);
      columns.set(document, decode_row(decoded.columns_row));
      ++meta_.practices;
      std::set<std::string> tags;
      for (const TextRecord& text : decoded.texts) {
        ++meta_.languages[std::string(text.lang)];
        tags.emplace(text.stem_tag);
      }
      stem_tags.insert(tags.begin(), tags.end());
      ++practices_by_tags[std::move(tags)];
      record.resize(padded(record.size()), '\0');
      out.write(record);
      let_go_after(record.size());
    }
    meta_.stem_tags.assign(stem_tags.begin(), stem_tags.end());
    summary_.practices = meta_.practices;
    summary_.texts = 0;
    for (const auto& [lang, texts] : meta_.languages) summary_.texts += texts;

    out.begin(Section::kColumns);
    out.write(columns.encode());
    out.begin(Section::kCases);
    out.write(encode_cases(cases_));
    const auto is_old = [&](std::uint32_t document) {
      return document < rows && by_document[document] != nullptr && spool_->size_of(document) == 0;
    };
    write_postings(out, Section::kWords, &Worker::words, rows, is_old);
    write_postings(out, Section::kLetters, &Worker::letters, rows, is_old);
    out.begin(Section::kVocabulary);
    out.write(knows_cases() ? previous_->file->section(Section::kVocabulary) : vocabulary_to_json(vocabulary_));
    const LexiconSection lexicon = translate(path.parent_path(), practices_by_tags);
    meta_.lexicon_digest = lexicon.digest;
    out.begin(Section::kLexicon);
    out.write(lexicon.bytes);
    meta_.created = now_rfc3339();
    for (const CaseEntry& entry : cases_) {
      if (entry.status == Status::kWithdrawn) meta_.withdrawn.push_back({.id = entry.id, .reason = entry.reason});
    }
    out.begin(Section::kMeta);
    out.write(encode_meta(meta_));
    Xapian::Database(staging_.database())
        .compact(out.begin_xapian(),
                 Xapian::DBCOMPACT_SINGLE_FILE | Xapian::DBCOMPACT_NO_RENUMBER | Xapian::Compactor::FULL);
    out.finish();
  }

  // What was built, and of the published index what `is_old`.
  void write_postings(IndexFileWriter& out, Section section, PostingsBuilder Worker::*built, std::uint32_t rows,
                      const std::function<bool(std::uint32_t)>& is_old) {
    out.begin(section);
    std::vector<PostingsPart> parts;
    for (const auto& worker : workers_) {
      for (PostingsPart& part : (*worker.*built).finish()) parts.push_back(std::move(part));
    }
    const Postings before = summary_.full ? Postings() : Postings(previous_->file->section(section));
    parts.push_back({.postings = &before, .keeps = is_old});
    PostingsWriter writer(rows, [&](std::string_view bytes) {
      out.write(bytes);
      let_go_after(bytes.size());
    });
    merge(parts, writer);
    writer.finish();
  }

  // Files are read mapped: without this, all that was read of them would count as memory of ours.
  void let_go_after(std::size_t written) {
    written_ += written;
    if (written_ < kLetGoStep) return;
    written_ = 0;
    for (const auto& worker : workers_) {
      worker->words.let_go();
      worker->letters.let_go();
    }
    if (previous_) previous_->file->let_go();
  }

  // The translations into words of the staging database.
  LexiconSection translate(const fs::path& index, const PracticesByStemTags& practices) {
    const std::string cache = usable_cache(options_.dictionary_cache, index);
    if (options_.dictionaries.empty()) return {};
    if (!is_current(options_.dictionaries, cache)) progress("compiling the dictionaries", 0, 0);
    LexiconSection published;
    if (knows_cases()) {
      published = {.digest = previous_->meta.lexicon_digest,
                   .bytes = std::string(previous_->file->section(Section::kLexicon))};
    }
    return translations(options_.dictionaries, cache, practices, staging_.database(), std::move(published),
                        [this](const std::string& sentence) {
                          diagnostics_.warning({.file = options_.dictionaries, .line = 0}, sentence,
                                               "install the package again");
                        });
  }

  static std::uint64_t padded(std::uint64_t size) { return (size + 7) / 8 * 8; }

  std::string record_bytes(std::uint32_t document) {
    if (std::optional<std::string> fresh = spool_->read(document)) return *fresh;
    return std::string(record_at(previous_->records, document));
  }
  std::uint64_t record_size(std::uint32_t document) {
    const std::size_t fresh = spool_->size_of(document);
    return fresh != 0 ? fresh : record_at(previous_->records, document).size();
  }

  const UpdateOptions& options_;
  Diagnostics& diagnostics_;
  Vocabulary vocabulary_;
  std::optional<Previous> previous_;
  Meta meta_;
  std::vector<CaseEntry> cases_;
  Staging staging_;
  std::unique_ptr<RecordSpool> spool_;
  std::unique_ptr<Shared> shared_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::uint32_t last_document_ = 0;
  std::size_t written_ = 0;  // since what was read was let go
  UpdateSummary summary_;
};

}  // namespace

UpdateSummary update_index(const UpdateOptions& options, Diagnostics& diagnostics) {
  return Update(options, diagnostics).run();
}

}  // namespace gp
