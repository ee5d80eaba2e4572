// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/canary.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>

#include <algorithm>
#include <array>
#include <cerrno>

#ifdef __linux__
#include <linux/capability.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace assay::testing {

namespace {

QByteArray eachByte(const QByteArray& key, const auto& text)
{
    QByteArray out;
    for (const char c : key)
        out += text(static_cast<unsigned char>(c));
    return out;
}

QByteArray hexOf(unsigned char byte)
{
    return QByteArray(1, static_cast<char>(byte)).toHex();
}

/// What is left of an encoding when the digits that also depend on the neighbours are cut off.
QByteArray aligned(const QByteArray& key, int offset, QByteArray::Base64Options options)
{
    const QByteArray whole = (QByteArray(offset, 'x') + key).toBase64(options | QByteArray::OmitTrailingEquals);
    const int cut = offset == 0 ? 0 : offset + 1;
    const bool partial = (offset + key.size()) % 3 != 0;
    return whole.sliced(cut).chopped(partial ? 1 : 0);
}

QByteArray base32(const QByteArray& key)
{
    constexpr auto digits = QByteArrayView("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
    QByteArray out;
    unsigned buffer = 0;
    int bits = 0;
    for (const char c : key) {
        buffer = (buffer << 8) | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 5; bits -= 5)
            out += digits[(buffer >> (bits - 5)) & 31U];
        buffer &= (1U << bits) - 1;
    }
    return out; // without the last digit, which padding changes
}

QByteArray inflated(const QByteArray& bytes)
{
    if (!bytes.startsWith("\x1f\x8b"))
        return bytes;
    QProcess gzip;
    gzip.start(u"gzip"_s, {u"-dc"_s});
    gzip.write(bytes);
    gzip.closeWriteChannel();
    gzip.waitForFinished();
    return bytes + gzip.readAllStandardOutput();
}

} // namespace

Canary::Canary(QByteArray key)
    : m_key(std::move(key))
{
    QByteArray little;
    for (const char c : m_key)
        little += QByteArray(1, c) + '\0';
    QByteArray reversed = m_key;
    std::ranges::reverse(reversed);
    m_forms = {{"raw", m_key}, {"UTF-16LE", little.chopped(1)}, {"UTF-16BE", '\0' + little.chopped(1)},
        {"hex", m_key.toHex()}, {"HEX", m_key.toHex().toUpper()}, {"reversed", reversed}, {"base32", base32(m_key)},
        {"percent", eachByte(m_key, [](unsigned char c) { return "%" + hexOf(c); })},
        {"PERCENT", eachByte(m_key, [](unsigned char c) { return "%" + hexOf(c).toUpper(); })},
        {"JSON escapes", eachByte(m_key, [](unsigned char c) { return "\\u00" + hexOf(c); })},
        {"entities", eachByte(m_key, [](unsigned char c) { return "&#" + QByteArray::number(c) + ';'; })},
        {"hex entities", eachByte(m_key, [](unsigned char c) { return "&#x" + hexOf(c) + ';'; })}};
    // Basic credentials, with the key as name or as password, are base64 at one of these alignments.
    for (int offset = 0; offset < 3; ++offset) {
        m_forms.append({"base64+" + QByteArray::number(offset), aligned(m_key, offset, QByteArray::Base64Encoding)});
        m_forms.append(
            {"base64url+" + QByteArray::number(offset), aligned(m_key, offset, QByteArray::Base64UrlEncoding)});
    }
}

QByteArray Canary::foundIn(const QByteArray& bytes) const
{
    const QByteArray readable = inflated(bytes);
    QByteArrayList found;
    for (const auto& form : m_forms) {
        if (readable.contains(form.bytes))
            found.append(form.name);
    }
    return found.join(", ");
}

QByteArray Canary::foundInFiles(const QString& folder) const
{
    QByteArrayList found;
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue; // a socket
        if (const QByteArray forms = foundIn(file.readAll() + '\n' + file.fileName().toUtf8()); !forms.isEmpty())
            found.append(file.fileName().toUtf8() + ": " + forms);
    }
    return found.join("; ");
}

QHash<qint64, QByteArray> commandLines(qint64 processId)
{
    const auto bytesOf = [](const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QHash<qint64, QByteArray> out;
    QList<qint64> open = {processId};
    while (!open.isEmpty()) {
        const qint64 id = open.takeFirst();
        const QString folder = u"/proc/%1"_s.arg(id);
        out.insert(id, bytesOf(folder + u"/cmdline"_s));
        const auto threads = QDir(folder + u"/task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const auto& thread : threads) {
            for (const auto& child : bytesOf(folder + u"/task/"_s + thread + u"/children"_s).split(' ')) {
                if (!child.trimmed().isEmpty())
                    open.append(child.toLongLong());
            }
        }
    }
    return out;
}

#ifdef __linux__
int errorOfTracing(qint64 processId)
{
    const pid_t tracer = ::fork();
    if (tracer == 0) {
        __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
        std::array<__user_cap_data_struct, 2> none = {};
        ::syscall(SYS_capset, &header, none.data());
        const long traced = ::ptrace(PTRACE_SEIZE, static_cast<pid_t>(processId), nullptr, nullptr);
        ::_exit(traced == 0 ? 0 : errno); // the end of a tracer that did not stop it lets it go on
    }
    int status = 0;
    ::waitpid(tracer, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
#else
int errorOfTracing(qint64 /*processId*/)
{
    return -1;
}
#endif

} // namespace assay::testing
