// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/keyecho.h"

#include <algorithm>
#include <string_view>

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

KeyEcho::KeyEcho(const Secret& key)
{
    const QByteArrayView text = key.reveal();
    if (text.size() < kShortestKey)
        return;
    m_forms = formsOf(text);
    for (qsizetype start = 0; text.contains(':') && start < text.size();) {
        const qsizetype colon = text.indexOf(':', start);
        const auto part = text.sliced(start, (colon < 0 ? text.size() : colon) - start);
        if (part.size() >= kShortestPart) {
            auto forms = formsOf(part);
            std::ranges::move(forms, std::back_inserter(m_forms));
        }
        start += part.size() + 1;
    }
    const auto shortest = std::ranges::min_element(m_forms, {}, &SecretBytes::size);
    m_shortest = static_cast<qsizetype>(shortest->size());
}

QByteArray KeyEcho::hidden(const QByteArray& text) const
{
    if (m_forms.empty() || text.size() < m_shortest)
        return text;
    QByteArray out = text;
    for (const auto& form : m_forms) {
        for (qsizetype at = find(out, form); at >= 0; at = find(out, form))
            out.replace(at, static_cast<qsizetype>(form.size()), kHidden);
    }
    return out;
}

QString KeyEcho::hidden(const QString& text) const
{
    if (m_forms.empty() || text.size() < m_shortest)
        return text;
    const QByteArray bytes = text.toUtf8();
    const QByteArray clean = hidden(bytes);
    return clean.size() == bytes.size() && clean == bytes ? text : QString::fromUtf8(clean);
}

} // namespace assay
