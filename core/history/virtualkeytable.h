// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/virtualkey.h"
#include "core/history/databaselock.h"
#include "core/history/readerpool.h"
#include "core/support/result.h"

#include <QDateTime>
#include <QHash>
#include <QList>

#include <memory>
#include <mutex>

namespace assay {

/// The gateway's keys in the history file. Calls are safe from any thread and block for one small statement. Writes are
/// rare and have a connection of their own, under the same lock as the history's.
class VirtualKeyTable
{
public:
    /// `path`: of a history file that HistoryStore has opened and brought up to date.
    static Result<std::unique_ptr<VirtualKeyTable>> open(const QString& path);

    /// All keys that were not removed, oldest first.
    Result<QList<VirtualKey>> keys() const;
    /// When the newest call of each key began, by its id; keys without a call are absent.
    Result<QHash<QString, QDateTime>> lastUsed() const;
    /// InvalidRequest if there is one of that name.
    Result<void> add(const VirtualKey& key);
    /// InvalidRequest if there is no such key.
    Result<void> setDisabled(const QString& id, bool disabled);
    /// The key opens nothing any more; its name stays for what it has spent.
    Result<void> remove(const QString& id, const QDateTime& at);

private:
    VirtualKeyTable(const QString& path, DatabaseLock lock);
    Result<int> write(QLatin1StringView statement, const QVariantList& values);

    QString m_path;
    DatabaseLock m_lock;
    std::mutex m_writing;
    std::unique_ptr<ReaderPool> m_readers;
};

} // namespace assay
