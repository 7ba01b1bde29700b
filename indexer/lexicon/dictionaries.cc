#include "indexer/lexicon/dictionaries.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "indexer/lexicon/apertium.h"
#include "indexer/lexicon/freedict.h"
#include "indexer/lexicon/gather.h"
#include "indexer/practice/file.h"
#include "indexer/schema/index_schema.h"

namespace gp {
namespace {

constexpr std::string_view kMagic = "GPDICTS\n";
constexpr std::size_t kHeader = 16;
constexpr std::string_view kFormat = "4";  // of the file and of the way it is made; a change makes all files anew

[[noreturn]] void fail(const std::string& path) {
  throw std::system_error(errno, std::generic_category(), path);
}

struct Descriptor {
  int number = -1;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

void write_all(int descriptor, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

// Beside its place, then renamed: whoever reads sees a whole file.
void publish(const std::string& path, std::string_view body) {
  const std::string aside = path + ".new";
  const std::uint64_t digest = XXH3_64bits(body.data(), body.size());
  {
    const Descriptor file{::open(aside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)};
    if (file.number < 0) fail(aside);
    write_all(file.number, kMagic, aside);
    write_all(file.number, {reinterpret_cast<const char*>(&digest), sizeof digest}, aside);
    write_all(file.number, body, aside);
    if (::fsync(file.number) != 0) fail(aside);
  }
  if (::rename(aside.c_str(), path.c_str()) != 0) fail(path);
}

std::vector<DictionaryFile> list_all(const std::string& folder) {
  if (folder.empty()) return {};  // and not those of Apertium beside wherever we happen to be
  std::vector<DictionaryFile> files = list_dictionaries(folder);
  for (DictionaryFile& file : list_apertium((std::filesystem::path(folder) / ".." / "apertium").string()))
    files.push_back(std::move(file));
  return files;
}

std::string key_of(const std::vector<DictionaryFile>& files) {
  Digest digest;
  digest.add(kFormat);
  digest.add(std::to_string(kAnalysisVersion));
  for (const DictionaryFile& file : files) {
    digest.add(file.name);
    digest.add(std::to_string(file.bytes));
    digest.add(std::to_string(file.changed));
  }
  return digest.hex();
}

bool has_key(const std::string& cache_file, std::string_view key) {
  std::ifstream in(cache_file, std::ios::binary);
  std::string start(kHeader + sizeof(std::uint32_t) + key.size(), '\0');
  if (!in.read(start.data(), static_cast<std::streamsize>(start.size()))) return false;
  return start.starts_with(kMagic) && start.ends_with(key);
}

std::optional<Dictionaries> open_sound(const std::string& path) {
  try {
    return Dictionaries(path);
  } catch (const CorruptIndex&) {
    return std::nullopt;
  }
}

}  // namespace

std::string encode_dictionaries(const DictionaryParts& parts) {
  ByteWriter out;
  out.text(parts.key);
  out.text(parts.pool);
  out.number(static_cast<std::uint32_t>(parts.languages.size()));
  for (const DictionaryLanguage& language : parts.languages) {
    out.text(language.stem_tag);
    out.array(language.words);
  }
  out.number(static_cast<std::uint32_t>(parts.pairs.size()));
  for (const DictionaryPair& pair : parts.pairs) {
    out.number(pair.source);
    out.number(pair.target);
    out.array(pair.heads);
    out.array(pair.firsts);
    out.array(pair.targets);
  }
  return out.take();
}

Dictionaries::Dictionaries(const std::string& path) {
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  struct stat status {};
  if (file.number < 0 || ::fstat(file.number, &status) != 0) fail(path);
  const std::size_t size = static_cast<std::size_t>(status.st_size);
  if (size < kHeader) throw CorruptIndex(path + " ends too early");
  void* const data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.number, 0);
  if (data == MAP_FAILED) fail(path);
  data_ = static_cast<const char*>(data);
  mapped_ = size;
  try {
    const std::string_view all(data_, mapped_);
    const std::string_view body = all.substr(kHeader);
    const std::uint64_t digest = XXH3_64bits(body.data(), body.size());
    if (!all.starts_with(kMagic) || std::memcmp(data_ + kMagic.size(), &digest, sizeof digest) != 0)
      throw CorruptIndex(path + " is not as it was written");
    ByteReader in(body);
    parts_.key = in.text();
    parts_.pool = in.text();
    const std::uint32_t languages = in.number<std::uint32_t>();
    for (std::uint32_t i = 0; i < languages; ++i) {
      const std::string_view stem_tag = in.text();
      parts_.languages.push_back({.stem_tag = stem_tag, .words = in.array<DictionaryWord>()});
    }
    const std::uint32_t pairs = in.number<std::uint32_t>();
    for (std::uint32_t i = 0; i < pairs; ++i) {
      DictionaryPair pair;
      pair.source = in.number<std::uint32_t>();
      pair.target = in.number<std::uint32_t>();
      pair.heads = in.array<std::uint32_t>();
      pair.firsts = in.array<std::uint32_t>();
      pair.targets = in.array<std::uint32_t>();
      parts_.pairs.push_back(pair);
    }
    let_go();  // all of it was read for its digest
  } catch (...) {
    ::munmap(data, size);
    throw;
  }
}

Dictionaries::~Dictionaries() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), mapped_);
}

Dictionaries::Dictionaries(Dictionaries&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)),
      mapped_(std::exchange(other.mapped_, 0)),
      parts_(std::exchange(other.parts_, {})) {}

const DictionaryPair* Dictionaries::pair(std::uint32_t source, std::uint32_t target) const {
  const auto found = std::find_if(parts_.pairs.begin(), parts_.pairs.end(), [&](const DictionaryPair& pair) {
    return pair.source == source && pair.target == target;
  });
  return found == parts_.pairs.end() ? nullptr : &*found;
}

void Dictionaries::let_go() const {
  ::madvise(const_cast<char*>(data_), mapped_, MADV_DONTNEED);
}

std::string key_of_dictionaries(const std::string& folder) {
  return key_of(list_all(folder));
}

bool is_current(const std::string& folder, const std::string& cache_file) {
  return has_key(cache_file, key_of_dictionaries(folder));
}

std::optional<Dictionaries> open_dictionaries(const std::string& folder, const std::string& cache_file,
                                              const std::function<void(const std::string&)>& warn) {
  if (folder.empty()) return std::nullopt;
  const std::vector<DictionaryFile> files = list_all(folder);
  if (files.empty()) return std::nullopt;
  const std::string key = key_of(files);
  if (has_key(cache_file, key)) {
    std::optional<Dictionaries> kept = open_sound(cache_file);
    if (kept) return kept;
  }
  publish(cache_file, gather_dictionaries(files, key, warn));
  return Dictionaries(cache_file);
}

}  // namespace gp
