// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/keyecho.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <deque>
#include <string_view>
#include <vector>

#include <cstring>

namespace assay {

namespace {

constexpr qsizetype kShortestKey = 8;
constexpr qsizetype kShortestPart = 16;
constexpr QByteArrayView kHidden = "[key hidden]";

constexpr std::string_view kHexLower = "0123456789abcdef";
constexpr std::string_view kHexUpper = "0123456789ABCDEF";
constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kBase64Url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view kBase32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr std::string_view kBase32Lower = "abcdefghijklmnopqrstuvwxyz234567";

void append(SecretBytes& bytes, std::string_view text)
{
    bytes.insert(bytes.end(), text.begin(), text.end());
}

/// Each byte as two hexadecimal digits, with `before` and `after` around them.
SecretBytes hexForm(QByteArrayView key, std::string_view digits, std::string_view before, std::string_view after)
{
    SecretBytes out;
    for (const char c : key) {
        const auto byte = static_cast<unsigned char>(c);
        append(out, before);
        out.push_back(digits[byte >> 4]);
        out.push_back(digits[byte & 15]);
        append(out, after);
    }
    return out;
}

/// `&#107;&#101;…`
SecretBytes decimalEntities(QByteArrayView key)
{
    SecretBytes out;
    for (const char c : key) {
        const auto byte = static_cast<unsigned char>(c);
        append(out, "&#");
        if (byte >= 100)
            out.push_back(static_cast<char>('0' + byte / 100));
        if (byte >= 10)
            out.push_back(static_cast<char>('0' + byte / 10 % 10));
        out.push_back(static_cast<char>('0' + byte % 10));
        out.push_back(';');
    }
    return out;
}

SecretBytes withZerosBetween(QByteArrayView key)
{
    SecretBytes out;
    for (const char c : key) {
        if (!out.empty())
            out.push_back('\0');
        out.push_back(c);
    }
    return out;
}

/// The digits of a power-of-two base that depend on the key alone when it stands `offset` bytes into what is encoded.
SecretBytes alignedForm(QByteArrayView key, qsizetype offset, qsizetype bitsPerDigit, std::string_view digits)
{
    SecretBytes out;
    const qsizetype start = 8 * offset;
    const qsizetype end = start + 8 * key.size();
    for (qsizetype bit = (start + bitsPerDigit - 1) / bitsPerDigit * bitsPerDigit; bit + bitsPerDigit <= end;
        bit += bitsPerDigit) {
        size_t digit = 0;
        for (qsizetype i = bit - start; i < bit - start + bitsPerDigit; ++i)
            digit = digit * 2 + ((static_cast<unsigned char>(key[i / 8]) >> (7 - i % 8)) & 1U);
        out.push_back(digits[digit]);
    }
    return out;
}

std::vector<SecretBytes> formsOf(QByteArrayView key)
{
    std::vector<SecretBytes> out;
    out.emplace_back(key.begin(), key.end());
    out.emplace_back(std::make_reverse_iterator(key.end()), std::make_reverse_iterator(key.begin()));
    out.push_back(withZerosBetween(key));
    out.push_back(decimalEntities(key));
    for (const auto digits : {kHexLower, kHexUpper}) {
        out.push_back(hexForm(key, digits, "", ""));
        out.push_back(hexForm(key, digits, "%", ""));
        out.push_back(hexForm(key, digits, "\\u00", ""));
        out.push_back(hexForm(key, digits, "&#x", ";"));
    }
    for (qsizetype offset = 0; offset < 3; ++offset) {
        out.push_back(alignedForm(key, offset, 6, kBase64));
        out.push_back(alignedForm(key, offset, 6, kBase64Url));
    }
    for (qsizetype offset = 0; offset < 5; ++offset) {
        out.push_back(alignedForm(key, offset, 5, kBase32));
        out.push_back(alignedForm(key, offset, 5, kBase32Lower));
    }
    return out;
}

qsizetype find(QByteArrayView text, const SecretBytes& form)
{
    const void* hit = ::memmem(text.data(), static_cast<size_t>(text.size()), form.data(), form.size());
    return hit ? static_cast<const char*>(hit) - text.data() : -1;
}

} // namespace

/// The forms of one key, and what finds all of them in one pass: every form is so long that of the
/// four-byte words at every fourth place of a text one lies wholly inside it. Most words are in no form.
struct KeyEcho::Forms {
    static constexpr qsizetype kWord = 4;
    static constexpr qsizetype kStep = 4;
    static constexpr qsizetype kLongEnough = kWord + kStep - 1;

    SecretBytes key;
    std::vector<SecretBytes> all;
    std::bitset<65536> words;

    explicit Forms(QByteArrayView text)
        : key(text.begin(), text.end())
        , all(formsOf(text))
    {
        for (qsizetype start = 0; text.contains(':') && start < text.size();) {
            const qsizetype colon = text.indexOf(':', start);
            const auto part = text.sliced(start, (colon < 0 ? text.size() : colon) - start);
            if (part.size() >= kShortestPart)
                std::ranges::move(formsOf(part), std::back_inserter(all));
            start += part.size() + 1;
        }
        for (const auto& form : all) {
            Q_ASSERT(std::ssize(form) >= kLongEnough);
            for (qsizetype offset = 0; offset < kStep; ++offset)
                words.set(placeOf(form.data() + offset));
        }
    }

    static std::size_t placeOf(const char* at)
    {
        std::uint32_t word = 0;
        std::memcpy(&word, at, sizeof word);
        return (word * 2654435761U) >> 16; // Knuth's multiplicative hash
    }

    bool areIn(QByteArrayView text) const
    {
        for (qsizetype at = 0; at + kWord <= text.size(); at += kStep) {
            if (words.test(placeOf(text.data() + at)) && isAt(text, at))
                return true;
        }
        return false;
    }

    bool isAt(QByteArrayView text, qsizetype at) const
    {
        for (const auto& form : all) {
            for (qsizetype begin = std::max<qsizetype>(at - kStep + 1, 0); begin <= at; ++begin) {
                if (text.size() - begin >= std::ssize(form)
                    && std::memcmp(text.data() + begin, form.data(), form.size()) == 0)
                    return true;
            }
        }
        return false;
    }
};

std::shared_ptr<const KeyEcho::Forms> KeyEcho::formsFor(QByteArrayView key)
{
    constexpr std::size_t kRemembered = 8;
    static thread_local std::deque<std::shared_ptr<const Forms>> remembered;
    const auto known = std::ranges::find_if(remembered,
        [key](const auto& forms) { return QByteArrayView(forms->key.data(), std::ssize(forms->key)) == key; });
    if (known != remembered.end())
        return *known;
    remembered.push_front(std::allocate_shared<const Forms>(SecretAllocator<Forms>(), key));
    if (remembered.size() > kRemembered)
        remembered.pop_back();
    return remembered.front();
}

KeyEcho::KeyEcho(const Secret& key)
{
    if (const QByteArrayView text = key.reveal(); text.size() >= kShortestKey)
        m_forms = formsFor(text);
}

QByteArray KeyEcho::hidden(const QByteArray& text) const
{
    if (!m_forms || !m_forms->areIn(text))
        return text;
    QByteArray out = text;
    for (const auto& form : m_forms->all) {
        for (qsizetype at = find(out, form); at >= 0; at = find(out, form))
            out.replace(at, static_cast<qsizetype>(form.size()), kHidden);
    }
    return out;
}

QString KeyEcho::hidden(const QString& text) const
{
    if (!m_forms)
        return text;
    const QByteArray bytes = text.toUtf8();
    return m_forms->areIn(bytes) ? QString::fromUtf8(hidden(bytes)) : text;
}

} // namespace assay
