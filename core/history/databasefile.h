// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/result.h"

#include <QString>

#include <cstdint>
#include <utility>

namespace assay {

/// Which file a path leads to, as the file system numbers it.
struct FileIdentity {
    quint64 device = 0;
    quint64 inode = 0;
    friend auto operator<=>(const FileIdentity&, const FileIdentity&) = default;
};
/// Nothing if there is no such file.
std::optional<FileIdentity> fileIdentity(const QString& path);

/// What is at a path, found without changing it.
struct DatabaseFile {
    bool isNew = false; ///< absent or empty: to be created
    int version = 0; ///< schema version of a file of ours
};

/// Looks at a file before anything is opened for writing. Fails with Storage and one sentence if the folder is missing,
/// something cannot be read or written, the file is not ours, is damaged, or is newer than `newestVersion`.
Result<DatabaseFile> inspectDatabase(const QString& path, int newestVersion);

/// While one of these lives, this process must not open and close the file behind SQLite's back, because closing any
/// descriptor of a file drops all POSIX locks of the process on it; `inspectDatabase()` then asks SQLite alone.
class FileClaim
{
public:
    explicit FileClaim(const QString& path);
    FileClaim(FileClaim&& other) noexcept
        : m_identity(std::exchange(other.m_identity, std::nullopt))
    {
    }
    FileClaim(const FileClaim&) = delete;
    FileClaim& operator=(const FileClaim&) = delete;
    FileClaim& operator=(FileClaim&&) = delete;
    ~FileClaim();

private:
    std::optional<FileIdentity> m_identity;
};

} // namespace assay
