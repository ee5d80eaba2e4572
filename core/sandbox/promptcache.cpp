// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/promptcache.h"

#include "core/sandbox/sandboxtokens.h"

namespace assay {

namespace {
constexpr qsizetype kMostPrefixes = 1 << 18;
} // namespace

qint64 PromptCache::cachedTokens(QStringView model, std::span<const quint64> promptTokens)
{
    if (m_prefixes.size() > kMostPrefixes)
        m_prefixes.clear(); // a provider forgets too; this one forgets rarely
    quint64 hash = stableHash(model);
    qint64 known = 0;
    const auto blocks = static_cast<qsizetype>(promptTokens.size()) / kBlock;
    for (qsizetype block = 0; block < blocks; ++block) {
        for (const quint64 token : promptTokens.subspan(static_cast<std::size_t>(block * kBlock), kBlock))
            hash = (hash ^ token) * 1099511628211ULL + 1;
        if (!m_prefixes.contains(hash))
            m_prefixes.insert(hash);
        else if (known == block * kBlock)
            known += kBlock;
    }
    return known >= kSmallest ? known : 0;
}

} // namespace assay
