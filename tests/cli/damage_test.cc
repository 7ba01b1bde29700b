// An index folder that is not as the last update left it: another version, a damaged file, a staging folder that is
// gone. An update makes it good again; the status says in one sentence what is wrong, and never crashes.
#include <cstring>
#include <filesystem>
#include <random>

#include "tests/cli/indexer_test.h"

namespace gp {
namespace {

namespace fs = std::filesystem;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Damage : public IndexerTest {
 protected:
  Damage() {
    EXPECT_THAT(update(), ExitsWith(kDone));
    sound_ = published_bytes();
    content_ = content();
    fs::copy(index_, copy_, fs::copy_options::recursive);
  }

  void restore() const {
    fs::remove_all(index_);
    fs::copy(copy_, index_, fs::copy_options::recursive);
  }

  void expect_repair() const {
    EXPECT_THAT(update(), ExitsWith(kDone));
    EXPECT_EQ(content(), content_);
  }

  // Offsets of the sections and of the Xapian database behind them (indexer/schema/index_file.h).
  std::vector<std::uint64_t> table() const {
    std::vector<std::uint64_t> table(11);
    std::memcpy(table.data(), sound_.data() + 16, table.size() * sizeof table[0]);
    return table;
  }

  const std::string copy_ = folder_.path("copy");
  std::string sound_;
  Json content_;
};

TEST_F(Damage, AnotherSchemaVersionIsToldInOneSentenceAndRebuilt) {
  for (const std::uint32_t version : {0U, 1U, 99U}) {
    restore();
    write_over(published(), 8, {reinterpret_cast<const char*>(&version), sizeof version});
    const Finished finished = status();
    EXPECT_THAT(finished, FailsSaying("has index schema " + std::to_string(version)));
    EXPECT_THAT(finished.err, HasSubstr("indexer update"));
    EXPECT_THAT(status({"--json"}), FailsSaying("has index schema " + std::to_string(version)));
    const Json summary = update_summary();
    EXPECT_EQ(summary.at("full"), true);
    EXPECT_EQ(summary.at("practices"), SmallCorpus::kPractices);
    EXPECT_EQ(content(), content_);
  }
}

TEST_F(Damage, AnEmptyFileIsRebuilt) {
  write_file(published(), "");
  EXPECT_THAT(status(), FailsSaying("is not an index"));
  expect_repair();
}

TEST_F(Damage, AFileOfRandomBytesIsRebuilt) {
  std::mt19937 random(7);
  std::string noise(sound_.size(), '\0');
  for (char& byte : noise) byte = static_cast<char>(random());
  write_file(published(), noise);
  EXPECT_THAT(status(), FailsSaying("is not an index"));
  expect_repair();
}

TEST_F(Damage, ARightHeaderBeforeRandomBytesIsRebuilt) {
  std::mt19937 random(8);
  std::string noise = sound_;
  for (std::size_t i = 4096; i < noise.size(); ++i) noise[i] = static_cast<char>(random());
  write_file(published(), noise);
  const Finished finished = status();
  EXPECT_EQ(finished.signal, 0) << finished;
  EXPECT_EQ(finished.status, kEnvironment) << finished;
  expect_repair();
}

TEST_F(Damage, ATruncatedFileIsRebuilt) {
  for (const std::size_t size :
       {std::size_t{1}, std::size_t{12}, std::size_t{100}, std::size_t{4096}, std::size_t{5000},
        static_cast<std::size_t>(table().back()) + 100, sound_.size() / 2, sound_.size() - 1}) {
    SCOPED_TRACE("the first " + std::to_string(size) + " of " + std::to_string(sound_.size()) + " bytes");
    restore();
    fs::resize_file(published(), size);
    EXPECT_THAT(status(), FailsSaying("indexer update"));
    expect_repair();
  }
}

TEST_F(Damage, AnOverwrittenStretchIsFoundAndRebuilt) {
  constexpr std::size_t stretch = 512;
  for (std::size_t at = 4096; at < sound_.size() && !HasFailure(); at += stretch) {
    for (const char fill : {'\0', '\xFF'}) {  // zeros are what a machine that lost power leaves
      const std::string bytes(std::min(stretch, sound_.size() - at), fill);
      if (sound_.compare(at, bytes.size(), bytes) == 0) continue;
      SCOPED_TRACE("bytes " + std::to_string(at) + " to " + std::to_string(at + bytes.size()));
      restore();
      write_over(published(), at, bytes);
      EXPECT_THAT(status(), AnyOf(ExitsWith(kDone), FailsSaying("")));
      expect_repair();
      EXPECT_FALSE(published_bytes().substr(at, bytes.size()) == bytes) << "it was not found";
    }
  }
}

TEST_F(Damage, ChangedBytesAreFoundAndRebuilt) {
  corpus_.append("practices/graz-garlic/en.md", "\nMore.\n");
  const Json changed = content_when_fresh();
  corpus_.replace("practices/graz-garlic/en.md", "\nMore.\n", "");
  std::mt19937 random(9);
  for (int round = 0; round < 40 && !HasFailure(); ++round) {
    restore();
    const std::uint64_t end = round % 2 == 0 ? table().back() : sound_.size();
    std::string places;
    for (int change = 0; change < 1 + round % 3 * 10; ++change) {
      const std::uint64_t at = 4096 + random() % (end - 4096);
      write_over(published(), at,
                 std::string(1, static_cast<char>(sound_[at] ^ static_cast<char>(1 + random() % 255))));
      places += " " + std::to_string(at);
    }
    SCOPED_TRACE("round " + std::to_string(round) + ", bytes" + places);
    const Finished finished = status();
    EXPECT_THAT(finished, AnyOf(ExitsWith(kDone), FailsSaying("")));
    expect_repair();
    corpus_.append("practices/graz-garlic/en.md", "\nMore.\n");
    EXPECT_THAT(update(), ExitsWith(kDone)) << "what an update takes over is sound";
    EXPECT_EQ(content(), changed);
    corpus_.replace("practices/graz-garlic/en.md", "\nMore.\n", "");
  }
}

TEST_F(Damage, FullMakesADamagedIndexGoodWhateverItIs) {
  std::mt19937 random(10);
  for (int round = 0; round < 10; ++round) {
    restore();
    for (int change = 0; change < 20; ++change) {
      const std::uint64_t at = 4096 + random() % (sound_.size() - 4096);
      write_over(published(), at, std::string(1, static_cast<char>(random())));
    }
    EXPECT_THAT(update({"--full"}), ExitsWith(kDone)) << "round " << round;
    EXPECT_EQ(content(), content_);
  }
}

TEST_F(Damage, ADeletedIndexFileIsBuiltAgain) {
  fs::remove(published());
  expect_repair();
}

TEST_F(Damage, ADeletedIndexFolderIsBuiltAgain) {
  fs::remove_all(index_);
  expect_repair();
}

TEST_F(Damage, WhatADeadUpdateLeftIsInNobodysWay) {
  write_file(index_ + "/practices.new", "half an index");
  write_file(index_ + "/records.new", "half of the records");
  EXPECT_THAT(update(), ExitsWith(kDone));
  EXPECT_THAT(left_over(), IsEmpty()) << "also where nothing has changed";
  write_file(index_ + "/practices.new", "half an index");
  write_file(index_ + "/records.new", "half of the records");
  corpus_.append("practices/graz-garlic/en.md", "\nMore.\n");
  EXPECT_THAT(update(), ExitsWith(kDone));
  EXPECT_EQ(content(), content_when_fresh());
  EXPECT_THAT(left_over(), IsEmpty());
}

// The staging folder is the indexer's own: whatever happens to it costs time, nothing else.
class Staging : public Damage {
 protected:
  Staging() {
    corpus_.append("practices/graz-garlic/en.md", "\nMore.\n");
    changed_ = content_when_fresh();
    for (const auto& entry : fs::directory_iterator(staging())) {
      if (entry.path().extension() == ".glass" || entry.path().filename() == "iamglass") {
        files_.push_back(entry.path().filename().string());
      }
    }
    EXPECT_GE(files_.size(), 3U);
  }

  std::string staging(const std::string& name = "") const {
    return index_ + "/staging" + (name.empty() ? "" : "/" + name);
  }

  void expect_update(const std::vector<std::string>& more = {}) const {
    EXPECT_THAT(update(more), ExitsWith(kDone));
    EXPECT_EQ(content(), changed_);
  }

  Json changed_;
  std::vector<std::string> files_;
};

TEST_F(Staging, MayBeRemoved) {
  fs::remove_all(staging());
  expect_update();
}

TEST_F(Staging, MayBeEmptied) {
  for (const auto& entry : fs::directory_iterator(staging())) fs::remove(entry);
  expect_update();
}

TEST_F(Staging, MayBeAFile) {
  fs::remove_all(staging());
  write_file(staging(), "a file");
  expect_update();
}

TEST_F(Staging, MayBeALinkToNowhere) {
  fs::remove_all(staging());
  fs::create_symlink("/nowhere", staging());
  expect_update();
}

TEST_F(Staging, MayBeThatOfAnEarlierUpdate) {
  update();
  fs::remove_all(staging());
  fs::copy(copy_ + "/staging", staging(), fs::copy_options::recursive);
  corpus_.remove("practices/lyon-houses");
  EXPECT_THAT(update(), ExitsWith(kDone));
  EXPECT_EQ(content(), content_when_fresh());
}

TEST_F(Staging, MayLackAnyOfItsFiles) {
  for (const std::string& name : files_) {
    SCOPED_TRACE(name);
    restore();
    fs::remove(staging(name));
    expect_update();
  }
}

TEST_F(Staging, MayHaveAnyOfItsFilesCutShort) {
  for (const std::string& name : files_) {
    for (const std::uintmax_t divisor : {1U, 2U, 100'000U}) {
      SCOPED_TRACE(name + ", 1/" + std::to_string(divisor));
      restore();
      const std::uintmax_t size = fs::file_size(staging(name));
      fs::resize_file(staging(name), divisor == 1 ? size - 1 : size / divisor);
      expect_update();
    }
  }
}

TEST_F(Staging, MayHaveBlocksOfZeros) {
  for (const std::string& name : files_) {
    restore();
    const std::uintmax_t size = fs::file_size(staging(name));
    for (std::uintmax_t at = 0; at < size; at += 8192) {
      SCOPED_TRACE(name + " at " + std::to_string(at));
      restore();
      write_over(staging(name), at, std::string(std::min<std::uintmax_t>(8192, size - at), '\0'));
      expect_update();
    }
  }
}

TEST_F(Staging, MayHoldRandomBytes) {
  std::mt19937 random(11);
  for (const std::string& name : files_) {
    SCOPED_TRACE(name);
    restore();
    std::string noise(fs::file_size(staging(name)), '\0');
    for (char& byte : noise) byte = static_cast<char>(random());
    write_file(staging(name), noise);
    expect_update();
  }
}

TEST_F(Staging, HoweverDamagedTheIndexStaysAndFullMakesItGood) {
  // Single bytes, which Xapian does not always notice.
  std::mt19937 random(12);
  for (const std::string& name : files_) {
    for (int round = 0; round < 5; ++round) {
      SCOPED_TRACE(name + ", round " + std::to_string(round));
      restore();
      const std::uintmax_t size = fs::file_size(staging(name));
      for (int change = 0; change < 30; ++change) {
        write_over(staging(name), random() % size, std::string(1, static_cast<char>(random())));
      }
      update();
      EXPECT_THAT(content(), AnyOf(content_, changed_));
      expect_update({"--full"});
    }
  }
}

}  // namespace
}  // namespace gp
