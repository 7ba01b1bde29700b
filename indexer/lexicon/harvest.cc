#include "indexer/lexicon/harvest.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "indexer/lexicon/apertium.h"
#include "indexer/lexicon/freedict.h"

namespace gp {
namespace {

// Languages without dictionaries of their size that are written almost like another: its dictionaries serve them, but
// every word of a dictionary of their own ranks before the lent ones.
constexpr auto kLenders = std::to_array<std::pair<std::string_view, std::string_view>>({{"sk", "cs"}, {"mk", "bg"}});
constexpr float kLent = 1e-4F;

// Dictionaries that list translations in no order: the first means no more than the last.
constexpr auto kUnordered =
    std::to_array<std::string_view>({"freedict-eng-hun", "freedict-hun-eng", "freedict-eng-hrv", "freedict-hrv-eng"});

// One dictionary to read, perhaps for a language that borrows it.
struct Job {
  const DictionaryFile* file = nullptr;
  std::string source{};
  std::string target{};
  bool lent = false;
};

// The order of the alphabet says nothing of rank, either.
bool is_alphabetical(const std::vector<DictionaryTranslation>& translations) {
  return translations.size() > 3 &&
         std::is_sorted(translations.begin(), translations.end(),
                        [](const auto& left, const auto& right) { return left.text < right.text; });
}

// One dictionary while it is read.
class Reading {
 public:
  Reading(Words& sources, Words& targets, const Job& job)
      : sources_(sources),
        targets_(targets),
        unordered_(std::find(kUnordered.begin(), kUnordered.end(), job.file->name) != kUnordered.end()),
        factor_(job.lent ? kLent : 1.0F) {
    sources_.begin_dictionary(!job.lent);
    targets_.begin_dictionary(!job.lent);
  }

  void take(const DictionaryEntry& entry) {
    heads_.clear();
    for (const std::string& headword : entry.headwords) {
      const std::uint32_t head = sources_.only_word(headword);
      if (head != Words::kNone) heads_.push_back(head);
    }
    if (heads_.empty()) return;
    // An entry with examples is a main sense, one with a label a matter for specialists.
    const float weight =
        factor_ * (1.0F + 0.25F * static_cast<float>(std::min(entry.examples, 8U))) * (entry.special ? 0.6F : 1.0F);
    const bool unordered = unordered_ || is_alphabetical(entry.translations);
    for (std::size_t i = 0; i < entry.translations.size(); ++i) {
      const DictionaryTranslation& translation = entry.translations[i];
      const std::uint32_t target = targets_.only_word(translation.text);
      if (target == Words::kNone) continue;
      const float senses = 1.0F + std::log2(static_cast<float>(translation.senses)) / 2;
      const float rank = unordered ? 2.0F : static_cast<float>(i);
      for (const std::uint32_t head : heads_)
        links_.push_back({.left = head, .right = target, .strength = weight * senses / (1.0F + 0.7F * rank)});
    }
  }

  Harvest finish() {
    for (const Link& link : links_) {
      sources_.use(link.left);
      targets_.use(link.right);
    }
    return {.sources = &sources_, .targets = &targets_, .links = std::move(links_)};
  }

 private:
  Words& sources_;
  Words& targets_;
  bool unordered_;  // the dictionary's translations have no rank
  float factor_;
  std::vector<Link> links_{};
  std::vector<std::uint32_t> heads_{};
};

Words& words_of(const std::string& language, std::map<std::string, std::unique_ptr<Words>>& known) {
  std::unique_ptr<Words>& words = known[language];
  if (words == nullptr) words = std::make_unique<Words>(language);
  return *words;
}

std::vector<Job> jobs_for(const std::vector<DictionaryFile>& files) {
  std::vector<Job> jobs;
  for (const DictionaryFile& file : files) {
    jobs.push_back({.file = &file, .source = file.source, .target = file.target});
    for (const auto& [borrower, lender] : kLenders) {
      if (file.source == lender && file.target != borrower)
        jobs.push_back({.file = &file, .source = std::string(borrower), .target = file.target, .lent = true});
      if (file.target == lender && file.source != borrower)
        jobs.push_back({.file = &file, .source = file.source, .target = std::string(borrower), .lent = true});
    }
  }
  return jobs;
}

}  // namespace

Harvests read_all(const std::vector<DictionaryFile>& files) {
  std::vector<Job> jobs = jobs_for(files);
  // The largest first, lest one thread end with one alone.
  std::stable_sort(jobs.begin(), jobs.end(),
                   [](const Job& left, const Job& right) { return left.file->bytes > right.file->bytes; });
  Harvests harvests;
  harvests.of.resize(jobs.size());
  std::vector<std::string> problems(files.size());
  share_out(jobs.size(), [&](std::size_t i, std::size_t thread) {
    const Job& job = jobs[i];
    Words& sources = words_of(job.source, harvests.words[thread]);
    Words& targets = words_of(job.target, harvests.words[thread]);
    if (sources.stem_tag() == targets.stem_tag()) return;
    try {
      Reading reading(sources, targets, job);
      const auto take = [&reading](const DictionaryEntry& entry) { reading.take(entry); };
      if (job.file->kind == DictionaryFile::Kind::kApertium)
        read_apertium(*job.file, take);
      else
        read_dictionary(*job.file, take);
      harvests.of[i] = reading.finish();
    } catch (const std::runtime_error& problem) {
      if (!job.lent) problems[static_cast<std::size_t>(job.file - files.data())] = problem.what();
    }
  });
  for (const auto& of_thread : harvests.words) {
    for (const auto& [language, words] : of_thread) words->close();
  }
  std::erase_if(harvests.of, [](const Harvest& harvest) { return harvest.sources == nullptr; });
  for (std::string& problem : problems) {
    if (!problem.empty()) harvests.problems.push_back(std::move(problem));
  }
  return harvests;
}

}  // namespace gp
