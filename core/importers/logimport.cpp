// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/importers/logimport.h"

#include <QFile>

#include <algorithm>
#include <atomic>
#include <thread>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kMostBadLines = 100;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

bool isSame(const ImportFile& left, const ImportFile& right)
{
    return left.device == right.device && left.inode == right.inode && left.size == right.size
        && left.modifiedNs == right.modifiedNs;
}

} // namespace

/// What one thread has read.
struct LogImport::Part {
    Report report;

    void bad(const QByteArray& path, qint64 line, QString what)
    {
        ++report.badLines;
        if (report.bad.size() < kMostBadLines)
            report.bad.append({.path = QFile::decodeName(path), .line = line, .what = std::move(what)});
    }
};

LogImport::LogImport(const QList<ImportFile>& known)
{
    for (const auto& file : known)
        m_known.insert(QFile::encodeName(file.path), file);
}

Result<void> LogImport::look(const QStringList& roots, const LogReader& reader)
{
    for (const auto& root : roots)
        lookAt(QFile::encodeName(root), reader, true);
    if (m_report.files == 0 && !std::ranges::any_of(roots, [](const QString& root) { return QFile::exists(root); })) {
        return fail(ErrorKind::InvalidRequest, u"There are no logs at %1."_s.arg(roots.join(u" or "_s)));
    }
    // The longest first, so that the threads end together.
    std::ranges::stable_sort(m_pending, std::ranges::greater(),
        [](const Pending& pending) { return pending.file.size - pending.file.readTo; });
    return {};
}

void LogImport::lookAt(const QByteArray& path, const LogReader& reader, bool isRoot)
{
    struct stat found = {};
    if (::stat(path.constData(), &found) != 0)
        return;
    if (S_ISDIR(found.st_mode)) {
        lookInto(path, reader);
        return;
    }
    const auto slash = path.lastIndexOf('/');
    const std::string_view name(path.constData() + slash + 1, static_cast<std::size_t>(path.size() - slash - 1));
    if (!S_ISREG(found.st_mode) || (!isRoot && !reader.wants(name)))
        return;
    ++m_report.files;
    ImportFile file;
    file.device = static_cast<qint64>(found.st_dev);
    file.inode = static_cast<qint64>(found.st_ino);
    file.size = found.st_size;
    file.modifiedNs = found.st_mtim.tv_sec * 1'000'000'000LL + found.st_mtim.tv_nsec;
    const auto known = m_known.constFind(path);
    if (known != m_known.cend() && isSame(*known, file))
        return;
    file.path = QFile::decodeName(path);
    if (known != m_known.cend() && known->inode == file.inode && known->device == file.device
        && known->readTo <= file.size) {
        file.readTo = known->readTo;
        file.lines = known->lines;
        file.badLines = known->badLines;
        file.checkSum = known->checkSum;
        file.state = known->state;
    }
    m_pending.push_back({.path = path, .file = std::move(file)});
}

void LogImport::lookInto(const QByteArray& folder, const LogReader& reader)
{
    const std::unique_ptr<DIR, int (*)(DIR*)> entries(::opendir(folder.constData()), &::closedir);
    if (!entries)
        return;
    while (const dirent* entry = ::readdir(entries.get())) {
        if (entry->d_name[0] == '.')
            continue;
        // A link to a folder may lead in a circle.
        const QByteArray path = folder + '/' + entry->d_name;
        struct stat found = {};
        const bool isLinkedFolder
            = entry->d_type == DT_LNK && ::stat(path.constData(), &found) == 0 && S_ISDIR(found.st_mode);
        if (!isLinkedFolder)
            lookAt(path, reader, false);
    }
}

void LogImport::readFile(Pending& pending, quint32 number, LogReader& reader, LineFeed& feed, Part& part) const
{
    ImportFile& file = pending.file;
    const SourceFile source(pending.path);
    if (!source.isOpen()) {
        part.bad(pending.path, 0, u"cannot be opened"_s);
        return;
    }
    if (file.readTo > 0 && source.checkSum(file.readTo) != file.checkSum) { // not the file it was
        file.readTo = file.lines = file.badLines = 0;
        file.state.clear();
    }
    const qint64 badBefore = part.report.badLines - file.badLines;
    reader.begin(pending.path, file.state, number);
    const auto end = feed.read(
        source.descriptor(), {.bytes = file.readTo, .lines = file.lines}, file.size, [&](const FeedLine& line) {
            const std::string_view text = trimmed(line.text);
            if (line.isUnfinished) {
                file.state = reader.state(); // of the whole lines: this one is read again when it is longer
                if (text.empty() || text.front() != '{' || text.back() != '}')
                    return;
            } else if (line.isTooLong || (!text.empty() && (text.front() != '{' || text.back() != '}'))) {
                part.bad(pending.path, line.number, line.isTooLong ? u"is too long"_s : u"is no JSON object"_s);
                return;
            }
            const LineKind kind = text.empty() ? LineKind::Other : reader.read(line);
            if (kind == LineKind::Replaced || kind == LineKind::Dropped)
                ++part.report.duplicates;
            else if (kind == LineKind::Bad && !line.isUnfinished)
                part.bad(pending.path, line.number, u"is damaged or holds numbers that cannot be"_s);
        });
    if (!end) {
        part.bad(pending.path, 0, u"cannot be read: %1"_s.arg(end.error().detail));
        return;
    }
    ++part.report.filesRead;
    part.report.bytesRead += file.size - file.readTo;
    part.report.linesRead += end->lines - file.lines;
    const bool endsWhole = end->bytes == file.size;
    file.readTo = end->bytes;
    file.lines = end->lines;
    file.badLines = part.report.badLines - badBefore;
    file.checkSum = source.checkSum(file.readTo);
    if (endsWhole)
        file.state = reader.state();
    part.report.readFiles.append(file);
}

void LogImport::read(const MakeReader& makeReader, int threads)
{
    std::atomic<std::size_t> next = 0;
    const auto count = static_cast<std::size_t>(
        std::clamp<qsizetype>(threads, 1, static_cast<qsizetype>(std::max<std::size_t>(m_pending.size(), 1))));
    std::vector<Part> parts(count);
    const auto work = [&](Part& part) {
        const auto reader = makeReader();
        LineFeed feed;
        for (std::size_t i = next++; i < m_pending.size(); i = next++)
            readFile(m_pending[i], static_cast<quint32>(i), *reader, feed, part);
    };
    {
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < count; ++i)
            others.emplace_back([&work, &part = parts[i]] { work(part); });
        work(parts[0]);
    }
    for (auto& part : parts) {
        m_report.filesRead += part.report.filesRead;
        m_report.bytesRead += part.report.bytesRead;
        m_report.linesRead += part.report.linesRead;
        m_report.duplicates += part.report.duplicates;
        m_report.badLines += part.report.badLines;
        m_report.bad += part.report.bad;
        m_report.readFiles += part.report.readFiles;
    }
    std::ranges::sort(m_report.bad, {}, [](const BadLine& bad) { return std::pair(bad.path, bad.line); });
    m_report.bad.resize(std::min(m_report.bad.size(), kMostBadLines));
}

} // namespace assay
