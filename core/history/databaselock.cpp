// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/databaselock.h"

#include <QDeadlineTimer>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

DatabaseLock::Hold::~Hold()
{
    if (m_descriptor >= 0)
        ::flock(m_descriptor, LOCK_UN);
}

DatabaseLock::~DatabaseLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<DatabaseLock> DatabaseLock::open(const QString& databasePath)
{
    const QString path = databasePath + u".lock"_s;
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return fail(ErrorKind::Storage,
            u"The lock file %1 of the history cannot be written: %2."_s.arg(
                path, QString::fromLocal8Bit(std::strerror(errno))));
    }
    return DatabaseLock(descriptor, path);
}

Result<DatabaseLock::Hold> DatabaseLock::shared(std::chrono::milliseconds patience) const
{
    return take(LOCK_SH, patience);
}

Result<DatabaseLock::Hold> DatabaseLock::exclusive(std::chrono::milliseconds patience) const
{
    return take(LOCK_EX, patience);
}

Result<DatabaseLock::Hold> DatabaseLock::take(int operation, std::chrono::milliseconds patience) const
{
    // Polled, because a blocking flock() has no time limit and a stopped process may hold the lock for ever.
    const QDeadlineTimer deadline(patience);
    auto pause = 200us;
    while (::flock(m_descriptor, operation | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            return fail(ErrorKind::Storage,
                u"The lock file %1 of the history cannot be used: %2."_s.arg(
                    m_path, QString::fromLocal8Bit(std::strerror(errno))));
        }
        if (deadline.hasExpired()) {
            return fail(ErrorKind::Storage,
                u"Another program keeps the history busy (lock file %1); nothing was saved."_s.arg(m_path));
        }
        std::this_thread::sleep_for(pause);
        pause = std::min<std::chrono::microseconds>(pause * 2, 5ms);
    }
    return Hold(m_descriptor);
}

} // namespace assay
