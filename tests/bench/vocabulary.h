// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <algorithm>
#include <random>
#include <vector>

namespace assay::bench {

using namespace Qt::StringLiterals;

inline constexpr int kWords = 50'000;

/// Pronounceable words, the first ones common.
class Vocabulary
{
public:
    Vocabulary()
    {
        double sum = 0;
        for (int i = 0; i < kWords; ++i) {
            m_words.push_back(wordOf(i));
            sum += 1.0 / (i + 1);
            m_sums.push_back(sum);
        }
    }
    const QString& word(int rank) const { return m_words[static_cast<std::size_t>(rank)]; }
    QString text(int count)
    {
        QString out;
        std::uniform_real_distribution<double> any(0, m_sums.back());
        for (int i = 0; i < count; ++i) {
            const auto at = std::ranges::lower_bound(m_sums, any(m_random)) - m_sums.begin();
            out += m_words[static_cast<std::size_t>(at)] + (i % 12 == 11 ? u". "_s : u" "_s);
        }
        return out;
    }
    int below(int bound) { return std::uniform_int_distribution<int>(0, bound - 1)(m_random); }

private:
    static QString wordOf(int i)
    {
        static const QString consonants = u"bdfgklmnprstvwz"_s;
        static const QString vowels = u"aeiou"_s;
        QString word;
        for (int left = i + 15; left > 0; left /= 75)
            word += QString(consonants[left % 15]) + vowels[left / 15 % 5];
        return word + consonants[i % 15];
    }
    std::vector<QString> m_words;
    std::vector<double> m_sums;
    std::mt19937 m_random{7};
};

} // namespace assay::bench
