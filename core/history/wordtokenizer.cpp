// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/wordtokenizer.h"

#include "core/history/connection.h"

#include <array>
#include <memory>
#include <string_view>
#include <vector>

#include <sqlite3.h>

namespace assay {

namespace {

constexpr auto kName = "unicode61";
constexpr std::size_t kKeptSpace = 64 * 1024; // of a text as long as most are

/// Of each byte: 0 for what parts words, 0x80 for what is not ASCII, otherwise itself as a small letter.
constexpr std::array<char, 256> folded()
{
    std::array<char, 256> out{};
    for (int c = '0'; c <= '9'; ++c)
        out[static_cast<std::size_t>(c)] = static_cast<char>(c);
    for (int c = 'a'; c <= 'z'; ++c) {
        out[static_cast<std::size_t>(c)] = static_cast<char>(c);
        out[static_cast<std::size_t>(c - 'a' + 'A')] = static_cast<char>(c);
    }
    for (std::size_t c = 0x80; c < out.size(); ++c)
        out[c] = static_cast<char>(0x80);
    return out;
}
constexpr std::array<char, 256> kFolded = folded();
constexpr char kOther = static_cast<char>(0x80);

char foldedAt(const char* text, int at)
{
    return kFolded[static_cast<unsigned char>(text[at])];
}

using Take = int (*)(void*, int, const char*, int, int, int);

/// The tokenizer that was there, as it was registered.
struct Original {
    fts5_tokenizer methods{};
    void* context = nullptr;
};

struct Words {
    const Original* original = nullptr;
    Fts5Tokenizer* instance = nullptr;
    bool isPlain = true; // it takes ASCII as kFolded does
    std::vector<char> word; // as long as the longest text
};

/// Moves the places of words in a stretch to where the stretch is.
struct Moved {
    void* context = nullptr;
    Take take = nullptr;
    int offset = 0;
};

int takeMoved(void* context, int flags, const char* word, int size, int begin, int end)
{
    const auto* moved = static_cast<const Moved*>(context);
    return moved->take(moved->context, flags, word, size, begin + moved->offset, end + moved->offset);
}

int make(void* context, const char** arguments, int count, Fts5Tokenizer** out)
{
    auto words = std::make_unique<Words>();
    words->original = static_cast<const Original*>(context);
    // Names and values. Any other setting makes other letters than those we know.
    for (int i = 0; i < count; i += 2)
        words->isPlain = words->isPlain && std::string_view(arguments[i]) == "remove_diacritics";
    const int code = words->original->methods.xCreate(words->original->context, arguments, count, &words->instance);
    if (code == SQLITE_OK)
        *out = static_cast<Fts5Tokenizer*>(static_cast<void*>(words.release()));
    return code;
}

void remove(Fts5Tokenizer* tokenizer)
{
    const std::unique_ptr<Words> words(static_cast<Words*>(static_cast<void*>(tokenizer)));
    words->original->methods.xDelete(words->instance);
}

int tokenize(Fts5Tokenizer* tokenizer, void* context, int flags, const char* text, int size, Take take)
{
    auto* words = static_cast<Words*>(static_cast<void*>(tokenizer));
    if (!words->isPlain)
        return words->original->methods.xTokenize(words->instance, context, flags, text, size, take);
    const auto needed = static_cast<std::size_t>(size);
    if (words->word.size() < needed || (words->word.size() > kKeptSpace && needed <= kKeptSpace))
        words->word = std::vector<char>(needed);
    char* const word = words->word.data();
    int at = 0;
    while (at < size) {
        char letter = foldedAt(text, at);
        if (letter == 0) {
            ++at;
            continue;
        }
        const int begin = at;
        for (; letter != 0 && letter != kOther; letter = at < size ? foldedAt(text, at) : '\0')
            word[at++ - begin] = letter;
        int code = SQLITE_OK;
        if (letter == kOther) {
            // Up to where ASCII parts words for certain.
            while (at < size && foldedAt(text, at) != 0)
                ++at;
            Moved moved{.context = context, .take = take, .offset = begin};
            code = words->original->methods.xTokenize(
                words->instance, &moved, flags, text + begin, at - begin, takeMoved);
        } else {
            code = take(context, 0, word, at - begin, begin, at);
        }
        if (code != SQLITE_OK)
            return code;
    }
    return SQLITE_OK;
}

fts5_api* interfaceOf(sqlite3* handle)
{
    fts5_api* found = nullptr;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(handle, "SELECT fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, static_cast<void*>(&found), "fts5_api_ptr", nullptr);
        sqlite3_step(statement);
    }
    sqlite3_finalize(statement);
    return found;
}

void forget(void* context)
{
    delete static_cast<Original*>(context);
}

} // namespace

Result<void> quickenWords(const Connection& connection)
{
    auto* api = interfaceOf(connection.handle());
    auto original = std::make_unique<Original>();
    if (!api || api->xFindTokenizer(api, kName, &original->context, &original->methods) != SQLITE_OK)
        return std::unexpected(connection.lastError());
    fts5_tokenizer methods{.xCreate = make, .xDelete = remove, .xTokenize = tokenize};
    auto* context = original.release(); // the registration deletes it
    if (api->xCreateTokenizer(api, kName, context, &methods, forget) != SQLITE_OK) {
        forget(context);
        return std::unexpected(connection.lastError());
    }
    return {};
}

} // namespace assay
