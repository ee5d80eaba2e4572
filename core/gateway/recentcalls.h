// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

#include <QHash>
#include <QString>

#include <deque>

namespace assay {

/// What the newest calls came to, without their texts: asked for right after an answer, often before the ledger has it
/// on disk.
class RecentCalls
{
public:
    void add(const RunRecord& record);
    /// A call of the virtual key `key` by its run id, or by the id that the provider gave its answer; no empty one.
    const RunRecord* find(const QString& id, const QString& key) const;
    QList<RunRecord> newest(qsizetype most) const; ///< newest first

private:
    static constexpr std::size_t kKept = 512;

    std::deque<RunRecord> m_records; ///< newest last
};

} // namespace assay
