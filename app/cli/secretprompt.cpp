// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/secretprompt.h"

#include <QByteArray>

#include <cstdio>
#include <termios.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr size_t kLongestSecret = 64 * 1024;

/// Echo off while it lives.
class Silence
{
public:
    Silence()
    {
        m_active = ::tcgetattr(STDIN_FILENO, &m_before) == 0;
        if (!m_active)
            return;
        termios quiet = m_before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    ~Silence()
    {
        if (m_active)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }
    Q_DISABLE_COPY_MOVE(Silence)

private:
    termios m_before = {};
    bool m_active = false;
};

SecretBytes firstLine()
{
    SecretBytes line;
    char c = 0;
    while (line.size() < kLongestSecret && ::read(STDIN_FILENO, &c, 1) == 1 && c != '\n')
        line.push_back(c);
    return line;
}

} // namespace

Result<Secret> readSecret(const QString& question)
{
    SecretBytes line;
    if (::isatty(STDIN_FILENO) == 1) {
        std::fprintf(stderr, "%s: ", qPrintable(question));
        const Silence silence;
        line = firstLine();
        std::fprintf(stderr, "\n");
    } else {
        line = firstLine();
    }
    const QByteArrayView text = QByteArrayView(line).trimmed();
    if (text.isEmpty())
        return fail(ErrorKind::InvalidRequest, u"No key was given; type it, or pipe it into standard input."_s);
    return Secret::copyOf(text);
}

} // namespace assay
