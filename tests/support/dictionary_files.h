// Small dictionaries as dictd has them.
#pragma once

#include <zlib.h>

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/temp_folder.h"

namespace gp {

inline std::string base64_number(std::size_t number) {
  static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string digits;
  do {
    digits.insert(digits.begin(), kDigits[number % 64]);
    number /= 64;
  } while (number > 0);
  return digits;
}

inline void write_compressed(const std::string& path, std::string_view text) {
  gzFile file = gzopen(path.c_str(), "wb");
  if (file == nullptr) throw std::runtime_error("cannot write " + path);
  gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
  gzclose(file);
}

// `languages` as in the names of the files: "deu-eng". An entry is its headword, then its translations line by line.
inline void write_dictionary(const std::string& folder, const std::string& languages,
                             const std::vector<std::string>& entries) {
  std::string text = "00database\nabout this dictionary\n";
  std::string index = "00databaseinfo\tA\t" + base64_number(text.size()) + "\n";
  for (const std::string& entry : entries) {
    index += entry.substr(0, entry.find('\n')) + "\t" + base64_number(text.size()) + "\t" +
             base64_number(entry.size()) + "\n";
    text += entry + "\n";
  }
  write_file(folder + "/freedict-" + languages + ".index", index);
  write_compressed(folder + "/freedict-" + languages + ".dict.dz", text);
}

}  // namespace gp
