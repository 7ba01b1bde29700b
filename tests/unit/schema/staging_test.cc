#include "indexer/index/staging.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>

#include "indexer/index/writer.h"
#include "indexer/schema/index_file.h"
#include "tests/support/small_corpus.h"
#include "tests/support/temp_folder.h"

namespace gp {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kFew = 3;

Xapian::Document document(std::uint32_t number) {
  Xapian::Document content;
  content.add_term("all", number);
  content.add_boolean_term("Q" + std::to_string(number));
  if (number % 2 == 0) content.add_posting("even", number, 2);
  content.add_value(0, std::to_string(number));
  return content;
}

// Everything that a reader sees: terms, where and how often they are, and values.
std::map<std::string, std::string> content(const Xapian::Database& database) {
  std::map<std::string, std::string> all;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    std::string& postings = all[*term];
    for (auto posting = database.postlist_begin(*term); posting != database.postlist_end(*term); ++posting)
      postings += std::to_string(*posting) + "*" + std::to_string(posting.get_wdf()) + " ";
  }
  for (auto value = database.valuestream_begin(0); value != database.valuestream_end(0); ++value)
    all[" value"] += std::to_string(value.get_docid()) + "=" + *value + " ";
  return all;
}

class StagingTest : public testing::Test {
 protected:
  void put(Staging& staging, std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t number = first; number <= last; ++number) {
      if (number != 5) staging.put(number, document(number));  // not all numbers are used
    }
  }
  std::string folder(const std::string& name) const { return temporary_.path() + "/" + name; }

  TempFolder temporary_;
};

TEST_F(StagingTest, ShardsBecomeTheDatabaseThatWouldHaveBeenWrittenWithoutThem) {
  for (const std::uint32_t documents : {0U, 1U, kFew, kFew + 1, 2 * kFew, 20U}) {
    Staging sharded(folder("sharded"), kFew);
    Staging whole(folder("whole"), 1000);
    for (Staging* staging : {&sharded, &whole}) {
      staging->create();
      put(*staging, 1, documents);
      staging->commit();
    }
    EXPECT_EQ(content(sharded.database()), content(whole.database())) << documents;
    EXPECT_EQ(sharded.last_document(), whole.last_document()) << documents;
    EXPECT_FALSE(fs::exists(folder("sharded.shards"))) << documents;
  }
}

TEST_F(StagingTest, WhatWasMergedIsChangedByTheNextUpdate) {
  Staging first(folder("sharded"), kFew);
  first.create();
  put(first, 1, 10);
  first.commit();
  first = Staging(folder("sharded"), kFew);
  ASSERT_TRUE(first.open());
  put(first, 2, 2);
  first.remove("Q3");
  put(first, 11, 19);  // more than a shard has
  first.commit();
  EXPECT_FALSE(fs::exists(folder("sharded.shards")));

  Staging whole(folder("whole"), 1000);
  whole.create();
  put(whole, 1, 2);
  put(whole, 4, 19);
  whole.commit();
  EXPECT_EQ(content(first.database()), content(whole.database()));
}

TEST_F(StagingTest, ANewDatabaseTakesThePlaceOfWhateverIsThere) {
  fs::create_directories(folder("sharded.shards") + "/0");
  fs::create_symlink("/nowhere", folder("sharded"));
  Staging staging(folder("sharded"), kFew);
  staging.create();
  put(staging, 1, 10);
  staging.commit();
  EXPECT_EQ(staging.database().get_doccount(), 9U);
}

TEST_F(StagingTest, WhatIsNotThereOrDamagedIsNotOpened) {
  Staging staging(folder("sharded"), kFew);
  EXPECT_FALSE(staging.open());
  fs::create_directory(folder("sharded"));
  EXPECT_FALSE(staging.open());
}

// The published file, its Xapian part as what readers see of it; the moment it was made aside.
std::map<std::string, std::string> published(const std::string& folder) {
  const IndexFile file(folder + "/practices.index");
  std::map<std::string, std::string> all = content(Xapian::Database(file.open_xapian()));
  for (std::size_t section = 0; section < kSections; ++section) {
    if (static_cast<Section>(section) == Section::kMeta) continue;
    all["section " + std::to_string(section)] = file.section(static_cast<Section>(section));
  }
  return all;
}

TEST_F(StagingTest, AnIndexBuiltInShardsIsTheSameAndIsUpdatedLikeAnyOther) {
  SmallCorpus corpus(folder("corpus"));
  const auto update = [&](const std::string& index, std::uint32_t shard_documents) {
    Diagnostics diagnostics;
    return update_index({.source = corpus.path(), .index = folder(index), .shard_documents = shard_documents},
                        diagnostics);
  };
  update("sharded", 1);
  update("whole", 1000);
  EXPECT_EQ(published(folder("sharded")), published(folder("whole")));

  corpus.put(small_practice("lyon-houses", "lyon", "housing", "Leases for houses"));
  const UpdateSummary changed = update("sharded", 1);
  EXPECT_FALSE(changed.full);
  EXPECT_EQ(changed.changed, 1U);
  update("whole", 1000);
  EXPECT_EQ(published(folder("sharded")), published(folder("whole")));
}

}  // namespace
}  // namespace gp
