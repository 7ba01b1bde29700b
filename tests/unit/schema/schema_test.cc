// What goes into the index file comes out of it again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <map>

#include "indexer/schema/columns.h"
#include "indexer/schema/index_file.h"
#include "indexer/schema/index_schema.h"
#include "indexer/schema/meta.h"
#include "indexer/schema/record.h"
#include "tests/support/test_index.h"
#include "tests/unit/search/random.h"

namespace gp {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::string random_text(Random& random, std::size_t most = 40) {
  static constexpr std::string_view kPieces[] = {"a", "Z", "é", "日", "🏠", " ", "\n", "\"", "\\", "\x01", "{"};
  return random.chain(kPieces, random.below(most + 1));
}

TEST(BytesTest, NumbersTextsAndArraysComeBackAndArraysAreAligned) {
  Random random(17);
  for (int round = 0; round < 500; ++round) {
    const std::vector<std::string> texts = {random_text(random), random_text(random), random_text(random, 3)};
    std::vector<std::uint32_t> wide;
    std::vector<std::uint16_t> narrow;
    for (std::size_t i = random.below(9); i > 0; --i)
      wide.push_back(static_cast<std::uint32_t>(random.below(1U << 31)));
    for (std::size_t i = random.below(9); i > 0; --i) narrow.push_back(static_cast<std::uint16_t>(random.below(65536)));
    ByteWriter out;
    out.text(texts[0]);
    out.array(std::span<const std::uint16_t>(narrow));
    out.number(std::int32_t{-7});
    out.text(texts[1]);
    out.array(std::span<const std::uint32_t>(wide));
    out.text(texts[2]);
    const std::string bytes = out.take();
    ByteReader in(bytes);
    ASSERT_EQ(in.text(), texts[0]);
    ASSERT_THAT(in.array<std::uint16_t>(), ElementsAreArray(narrow));
    ASSERT_EQ(in.number<std::int32_t>(), -7);
    ASSERT_EQ(in.text(), texts[1]);
    const std::span<const std::uint32_t> read = in.array<std::uint32_t>();
    ASSERT_THAT(read, ElementsAreArray(wide));
    ASSERT_EQ((reinterpret_cast<const char*>(read.data()) - bytes.data()) % 4, 0);
    ASSERT_EQ(in.text(), texts[2]);
    ASSERT_TRUE(in.at_end());
    ASSERT_THROW(in.number<std::uint32_t>(), CorruptIndex);
  }
}

TEST(BytesTest, ASizeBeyondTheEndIsRefused) {
  ByteWriter out;
  out.number(std::uint32_t{0xffffffff});
  const std::string bytes = out.take() + "abc";
  EXPECT_THROW(ByteReader(bytes).text(), CorruptIndex);
  EXPECT_THROW(ByteReader(bytes).array<std::uint32_t>(), CorruptIndex);
  EXPECT_THROW(ByteReader("").text(), CorruptIndex);
}

struct OwnText {
  std::string lang{};
  std::string tag{};
  std::string part[3]{};
  std::vector<TokenMark> marks[3]{};
};

bool same(const TokenMark& a, const TokenMark& b) {
  return a.range == b.range && a.stem == b.stem;
}

TEST(RecordTest, ComesBack) {
  Random random(18);
  for (int round = 0; round < 300; ++round) {
    std::vector<OwnText> texts(random.between(1, 4));
    Record record;
    const std::string json = random_text(random);
    const std::string row = random.bytes(random.below(20));
    record.practice_json = json;
    record.original_language = "sr-Latn";
    record.columns_row = row;
    for (OwnText& text : texts) {
      text.lang = random_text(random, 3);
      text.tag = random_text(random, 2);
      for (std::size_t i = 0; i < 3; ++i) {
        text.part[i] = random_text(random) + std::string(300, 'x');
        for (std::size_t n = random.below(6); n > 0; --n) {
          text.marks[i].push_back({.range = static_cast<std::uint32_t>(random.below(40)) << 8 | 7U,
                                   .word = static_cast<std::uint32_t>(random.below(1U << 31)),
                                   .stem = static_cast<std::uint32_t>(random.below(1U << 31))});
        }
      }
      record.texts.push_back({.lang = text.lang,
                              .stem_tag = text.tag,
                              .title = {text.part[0], text.marks[0]},
                              .summary = {text.part[1], text.marks[1]},
                              .body = {text.part[2], text.marks[2]}});
    }
    const std::string bytes = encode_record(record);
    const Record read = decode_record(bytes);
    ASSERT_EQ(read.practice_json, json);
    ASSERT_EQ(read.original_language, "sr-Latn");
    ASSERT_EQ(read.columns_row, row);
    ASSERT_THAT(read.texts, SizeIs(texts.size()));
    for (std::size_t t = 0; t < texts.size(); ++t) {
      ASSERT_EQ(read.texts[t].lang, texts[t].lang);
      ASSERT_EQ(read.texts[t].stem_tag, texts[t].tag);
      const MarkedText* parts[] = {&read.texts[t].title, &read.texts[t].summary, &read.texts[t].body};
      for (std::size_t i = 0; i < 3; ++i) {
        ASSERT_EQ(parts[i]->text, texts[t].part[i]);
        ASSERT_TRUE(std::ranges::equal(parts[i]->marks, texts[t].marks[i], same));
      }
    }
    // Every shorter record is refused.
    for (std::size_t size = 0; size + 4 < bytes.size(); size += random.between(1, 40)) {
      ASSERT_THROW(decode_record(std::string_view(bytes).substr(0, size)), CorruptIndex) << size;
    }
  }
}

TEST(RecordTest, AMarkKnowsWhereItsWordStands) {
  const TokenMark mark{.range = 70000U << 8 | 12U, .word = 1, .stem = 1};
  EXPECT_EQ(mark.begin(), 70000U);
  EXPECT_EQ(mark.end(), 70012U);
}

TEST(RecordTest, StemsOfTwoLanguagesAndTwoStemsHaveTwoMarks) {
  EXPECT_NE(stem_mark("de", "haus"), stem_mark("en", "haus"));
  EXPECT_NE(stem_mark("de", "haus"), stem_mark("de", "maus"));
  EXPECT_NE(stem_mark("a", "b:c"), stem_mark("a:b", "d"));
  EXPECT_EQ(stem_mark("de", "haus"), 0x3fad4eb3U)
      << "marks are part of the file format: another hash, another schema version";
  EXPECT_NE(word_mark("haus"), word_mark("maus"));
  EXPECT_NE(word_mark("haus"), stem_mark("de", "haus"));
}

ColumnsRow random_row(Random& random) {
  static constexpr std::string_view kValues[] = {"a", "b", "c", "d", "housing", "école"};
  ColumnsRow row;
  row.facets.resize(std::size(kFacetColumns));
  for (std::vector<std::string>& values : row.facets) {
    for (std::size_t i = random.below(4); i > 0; --i) {
      const std::string value(random.of(kValues));
      if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
    }
  }
  if (random.one_in(2)) row.start = static_cast<std::int16_t>(random.between(1900, 2100));
  if (random.one_in(2)) row.end = static_cast<std::int16_t>(random.between(1900, 2100));
  row.added = static_cast<std::int32_t>(random.below(30000));
  return row;
}

TEST(ColumnsTest, ARowComesBack) {
  Random random(19);
  for (int round = 0; round < 300; ++round) {
    const ColumnsRow row = random_row(random);
    const std::string bytes = encode_row(row);
    ASSERT_EQ(decode_row(bytes), row);
    for (std::size_t size = 0; size + 4 < bytes.size(); ++size) {
      ASSERT_THROW(decode_row(std::string_view(bytes).substr(0, size)), CorruptIndex);
    }
  }
}

TEST(ColumnsTest, RowsWithHolesComeBack) {
  Random random(20);
  for (int round = 0; round < 100; ++round) {
    std::map<std::uint32_t, ColumnsRow> rows;
    for (std::size_t i = random.below(30); i > 0; --i) {
      rows[static_cast<std::uint32_t>(random.between(1, 60))] = random_row(random);
    }
    ColumnsBuilder builder;
    std::vector<std::uint32_t> order;
    for (const auto& [document, row] : rows) order.push_back(document);
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
    for (const std::uint32_t document : order) {
      builder.set(document, random_row(random));  // set twice: the second counts
      builder.set(document, rows[document]);
    }
    const std::string bytes = builder.encode();
    const Columns columns = decode_columns(bytes);
    ASSERT_EQ(columns.rows, rows.empty() ? 1U : rows.rbegin()->first + 1);
    for (std::uint32_t document = 0; document < columns.rows; ++document) {
      ASSERT_EQ(columns.present[document], rows.contains(document) ? 1 : 0);
      if (!rows.contains(document)) {
        for (const FacetColumn& facet : columns.facets) ASSERT_THAT(facet.of(document), IsEmpty());
        continue;
      }
      const ColumnsRow& row = rows[document];
      ASSERT_EQ(columns.start[document], row.start);
      ASSERT_EQ(columns.end[document], row.end);
      ASSERT_EQ(columns.added[document], row.added);
      for (std::size_t facet = 0; facet < std::size(kFacetColumns); ++facet) {
        ASSERT_EQ(columns.facets[facet].name, kFacetColumns[facet]);
        std::vector<std::string> values;
        for (const std::uint16_t value : columns.facets[facet].of(document)) {
          values.emplace_back(columns.facets[facet].values[value]);
        }
        ASSERT_EQ(values, row.facets[facet]);
      }
    }
    for (std::size_t size = 0; size + 4 < bytes.size(); size += random.between(1, 100)) {
      ASSERT_THROW(decode_columns(std::string_view(bytes).substr(0, size)), CorruptIndex);
    }
  }
}

TEST(ColumnsTest, AFacetMayHave65535ValuesAndNotOneMore) {
  ColumnsBuilder builder;
  ColumnsRow row;
  row.facets.resize(std::size(kFacetColumns));
  for (int i = 0; i < 65535; ++i) row.facets[2].push_back("v" + std::to_string(i));
  builder.set(1, row);
  EXPECT_EQ(decode_columns(builder.encode()).facets[2].of(1).size(), 65535U);
  row.facets[2] = {"one", "two"};
  EXPECT_THROW(builder.set(2, row), std::length_error);
}

TEST(MetaTest, ComesBack) {
  Meta meta;
  meta.generation = "0123456789abcdef";
  meta.created = "2026-11-22T10:00:00Z";
  meta.corpus_digest = "c";
  meta.vocabulary_digest = "v";
  meta.analysis_version = 7;
  meta.practices = 12;
  meta.languages = {{"en", 12}, {"sr-Latn", 3}};
  meta.stem_tags = {"en", "sh"};
  meta.withdrawn = {{.id = "gone", .reason = "It \"closed\".\n"}};
  meta.staging_seal = "seal";
  meta.lexicon_digest = "words";
  const std::string json = encode_meta(meta);
  const Meta read = decode_meta(json);
  EXPECT_EQ(read.generation, meta.generation);
  EXPECT_EQ(read.created, meta.created);
  EXPECT_EQ(read.corpus_digest, meta.corpus_digest);
  EXPECT_EQ(read.vocabulary_digest, meta.vocabulary_digest);
  EXPECT_EQ(read.analysis_version, meta.analysis_version);
  EXPECT_EQ(read.practices, meta.practices);
  EXPECT_EQ(read.languages, meta.languages);
  EXPECT_EQ(read.stem_tags, meta.stem_tags);
  ASSERT_THAT(read.withdrawn, SizeIs(1));
  EXPECT_EQ(read.withdrawn[0].reason, meta.withdrawn[0].reason);
  EXPECT_EQ(read.staging_seal, meta.staging_seal);
  EXPECT_EQ(read.lexicon_digest, meta.lexicon_digest);
  for (std::size_t size = 0; size < json.size(); ++size) {
    EXPECT_THROW(decode_meta(std::string_view(json).substr(0, size)), CorruptIndex) << size;
  }
  for (const char* wrong : {"", "null", "[]", "{}", "{\"generation\": 5}", "\xff"})
    EXPECT_THROW(decode_meta(wrong), CorruptIndex);
}

TEST(CasesTest, ComeBack) {
  Random random(21);
  for (int round = 0; round < 100; ++round) {
    std::vector<CaseEntry> cases(random.below(6));
    for (CaseEntry& entry : cases) {
      entry.id = random_text(random, 5);
      entry.digest = random.bytes(8);
      entry.file = random_text(random);
      entry.document = static_cast<std::uint32_t>(random.below(99));
      entry.status = static_cast<Status>(random.below(3));
      entry.reason = random_text(random);
      for (std::size_t i = random.below(3); i > 0; --i) entry.related.push_back(random_text(random, 4));
    }
    const std::string bytes = encode_cases(cases);
    const std::vector<CaseEntry> read = decode_cases(bytes);
    ASSERT_THAT(read, SizeIs(cases.size()));
    for (std::size_t i = 0; i < cases.size(); ++i) {
      ASSERT_EQ(read[i].id, cases[i].id);
      ASSERT_EQ(read[i].digest, cases[i].digest);
      ASSERT_EQ(read[i].file, cases[i].file);
      ASSERT_EQ(read[i].document, cases[i].document);
      ASSERT_EQ(read[i].status, cases[i].status);
      ASSERT_EQ(read[i].reason, cases[i].reason);
      ASSERT_EQ(read[i].related, cases[i].related);
    }
    for (std::size_t size = 0; size + 4 < bytes.size(); ++size) {
      ASSERT_THROW(decode_cases(std::string_view(bytes).substr(0, size)), CorruptIndex);
    }
  }
}

TEST(WordsTest, AreAllWordsOfTheCollectionSortedWithTheirPractices) {
  const TestIndex index({practice("a").text("en", "School bus", "Bus", "École"), practice("b").text("sr", "Школа")});
  std::vector<std::string> words;
  for (const WordEntry& word : index.generation()->words()) {
    words.push_back(std::string(word.word) + ' ' + std::to_string(word.practices));
  }
  EXPECT_THAT(words, ElementsAre("bus 1", "ecole 1", "school 1", "skola 1"));
}

// Damaged bytes are caught by the file's digest; the decoders stay within their bytes all the same.
TEST(DecodersTest, ReadNothingBeyondTheEndOfDamagedBytes) {
  Random random(24);
  std::vector<CaseEntry> cases(4);
  for (CaseEntry& entry : cases)
    entry = {.id = random_text(random), .digest = random_text(random), .related = {"a", "b"}};
  ColumnsBuilder columns;
  for (std::uint32_t document = 1; document < 9; ++document) columns.set(document, random_row(random));
  const std::vector<TokenMark> marks = {{.range = 5, .word = 1, .stem = 1},
                                        {.range = 70 << 8 | 3, .word = 2, .stem = 2}};
  const MarkedText text{"A bus to school", marks};
  const std::string record =
      encode_record({.practice_json = "{}",
                     .columns_row = "row",
                     .texts = {{.lang = "en", .stem_tag = "en", .title = text, .summary = text, .body = text}}});
  std::string words;
  PostingsWriter writer(5, [&words](std::string_view more) { words.append(more); });
  for (const char* word : {"bus", "school", "to"}) {
    const Posting postings[] = {{.document = 1, .count = 1}, {.document = 4, .count = 200}};
    writer.add(word, postings);
  }
  writer.finish();
  const std::pair<std::string, void (*)(std::string_view)> kDecoders[] = {
      {encode_cases(cases), [](std::string_view bytes) { decode_cases(bytes); }},
      {columns.encode(), [](std::string_view bytes) { decode_columns(bytes); }},
      {encode_row(random_row(random)), [](std::string_view bytes) { decode_row(bytes); }},
      {record, [](std::string_view bytes) { decode_record(bytes); }},
      {words,
       [](std::string_view bytes) {
         const Postings postings(bytes);
         for (std::size_t number = 0; number < postings.terms(); ++number) {
           postings.find(postings.term(number));
           postings.for_each(number, [&](std::uint32_t document, std::uint32_t) {
             if (document >= postings.lengths().size()) throw std::logic_error("a document beyond the last");
           });
         }
       }},
      {encode_meta({}), [](std::string_view bytes) { decode_meta(bytes); }},
  };
  for (const auto& [good, decode] : kDecoders) {
    for (int round = 0; round < 2000; ++round) {
      std::string bytes = good;
      for (std::size_t i = random.between(1, 4); i > 0; --i) {
        bytes[random.below(bytes.size())] =
            random.one_in(2) ? static_cast<char>(0xff) : static_cast<char>(random.below(256));
      }
      if (random.one_in(4)) bytes.resize(random.below(bytes.size() + 1));
      bytes.shrink_to_fit();  // so that a sanitizer sees the end
      try {
        decode(bytes);
      } catch (const CorruptIndex&) {
      }
    }
  }
}

TEST(IndexFileTest, SectionsComeBackAlignedInWhateverOrderTheyWereWritten) {
  const TestIndex folder;
  const std::string path = folder.folder() + "/file";
  {
    IndexFileWriter out(path);
    out.begin(Section::kWords);
    out.write("words");
    out.begin(Section::kMeta);
    out.write("me");
    out.write("ta");
    EXPECT_EQ(out.section_size(), 4U);
    out.begin(Section::kRecords);
    out.write(std::string(3'000'000, 'r'));  // more than is kept in memory
    out.begin(Section::kColumns);
    const int fd = out.begin_xapian();
    ASSERT_EQ(::write(fd, "xapian", 6), 6);
    ::close(fd);
    out.finish();
  }
  const IndexFile file(path);
  EXPECT_EQ(file.section(Section::kWords), "words");
  EXPECT_EQ(file.section(Section::kMeta), "meta");
  EXPECT_EQ(file.section(Section::kRecords), std::string(3'000'000, 'r'));
  EXPECT_EQ(file.section(Section::kColumns), "");
  EXPECT_EQ(file.section(Section::kCases), "");
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(file.section(Section::kRecords).data()) % 8, 0U);
  const int fd = file.open_xapian();
  std::string rest(6, '\0');
  ASSERT_EQ(::read(fd, rest.data(), rest.size()), 6);
  EXPECT_EQ(rest, "xapian");
  ::close(fd);
}

}  // namespace
}  // namespace gp
