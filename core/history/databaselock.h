// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"

#include <QString>

#include <chrono>
#include <utility>

namespace assay {

/// The lock file `<database>.lock` that keeps commits of one process and checkpoints of another apart: SQLite before
/// 3.51.3 can corrupt a WAL when a second checkpoint races a commit (https://www.sqlite.org/wal.html).
/// Commits hold it shared; checkpoints, creation and migrations hold it alone. The kernel frees it when a process dies.
/// Holds are not nested. Used by one thread at a time.
class DatabaseLock
{
public:
    /// Frees the lock when it goes.
    class Hold
    {
    public:
        explicit Hold(int descriptor)
            : m_descriptor(descriptor)
        {
        }
        Hold(Hold&& other) noexcept
            : m_descriptor(std::exchange(other.m_descriptor, -1))
        {
        }
        Hold(const Hold&) = delete;
        Hold& operator=(const Hold&) = delete;
        Hold& operator=(Hold&&) = delete;
        ~Hold();

    private:
        int m_descriptor;
    };

    static Result<DatabaseLock> open(const QString& databasePath);
    DatabaseLock(DatabaseLock&& other) noexcept
        : m_descriptor(std::exchange(other.m_descriptor, -1))
        , m_path(std::move(other.m_path))
    {
    }
    DatabaseLock(const DatabaseLock&) = delete;
    DatabaseLock& operator=(const DatabaseLock&) = delete;
    DatabaseLock& operator=(DatabaseLock&&) = delete;
    ~DatabaseLock();

    /// Wait at most this long; Storage if another process keeps it longer.
    Result<Hold> shared(std::chrono::milliseconds patience) const;
    Result<Hold> exclusive(std::chrono::milliseconds patience) const;

private:
    DatabaseLock(int descriptor, QString path)
        : m_descriptor(descriptor)
        , m_path(std::move(path))
    {
    }
    Result<Hold> take(int operation, std::chrono::milliseconds patience) const;

    int m_descriptor;
    QString m_path;
};

} // namespace assay
