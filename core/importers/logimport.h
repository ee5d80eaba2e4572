// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/importers/logreader.h"

#include <QStringList>

#include <functional>

namespace assay {

/// A line that was not understood, or a file that could not be read (line 0).
struct BadLine {
    QString path;
    qint64 line = 0;
    QString what; ///< one sentence
};

/// Reads log files into a table, only what is new in them. Never writes to them.
class LogImport
{
public:
    using MakeReader = std::function<std::unique_ptr<LogReader>()>;

    /// `known`: how far files were read before.
    explicit LogImport(const QList<ImportFile>& known);

    /// Finds the files below `roots` (folders, or single files) and what is new in them. Quick: one look at each file.
    /// InvalidRequest if none of the roots exists.
    Result<void> look(const QStringList& roots, const LogReader& reader);
    /// Nothing to read: all is as it was.
    bool isUnchanged() const { return m_pending.empty(); }
    /// Reads what is new, on at most `threads` threads.
    void read(const MakeReader& makeReader, int threads);

    struct Report {
        qint64 files = 0; ///< found
        qint64 filesRead = 0;
        qint64 bytesRead = 0;
        qint64 linesRead = 0;
        qint64 duplicates = 0; ///< copies of a message that are not the one that counts
        qint64 badLines = 0;
        QList<BadLine> bad; ///< the first hundred
        QList<ImportFile> readFiles; ///< their new state
    };
    const Report& report() const { return m_report; }

private:
    struct Pending {
        QByteArray path;
        ImportFile file; ///< as it is now; `readTo` and what belongs to it from before
    };
    struct Part;
    void lookAt(const QByteArray& path, const LogReader& reader, bool isRoot);
    void lookInto(const QByteArray& folder, const LogReader& reader);
    void readFile(Pending& pending, quint32 number, LogReader& reader, LineFeed& feed, Part& part) const;

    QHash<QByteArray, ImportFile> m_known;
    std::vector<Pending> m_pending;
    Report m_report;
};

} // namespace assay
