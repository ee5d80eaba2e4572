// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QFile>
#include <QProcess>
#include <QSet>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

// The path in a line of the trace.
QByteArray pathIn(const QByteArray& line)
{
    const qsizetype from = line.indexOf('"') + 1;
    return from > 0 ? line.mid(from, line.indexOf('"', from) - from) : QByteArray();
}

// Qt forgets a font it has not used for some seconds, and opens its file again.
bool isKnownFont(const QByteArray& line, const QSet<QByteArray>& openedBefore)
{
    const QByteArray path = pathIn(line);
    return line.contains("openat(") && line.contains("O_RDONLY") && path.contains("/fonts/")
        && openedBefore.contains(path);
}

} // namespace

/// Showing an answer asks nothing of file system or network. Not what our code says, but what the system saw: the
/// campaign of hostile documents under strace. By hand:
/// `./dev shell strace -f -e trace=%file,%network build/dev/bin/render_hostile`, between the two `/campaign-…` paths.
class TestQuietRendering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksNothingOfTheSystem()
    {
        const QString strace = QStandardPaths::findExecutable(u"strace"_s);
        if (strace.isEmpty())
            QSKIP("strace is not here");
        QTemporaryDir folder;
        const QString trace = folder.filePath(u"trace"_s);
        QProcess process;
        process.start(strace,
            {u"-f"_s, u"--seccomp-bpf"_s, u"-qq"_s, u"-e"_s, u"trace=%file,%network,open_by_handle_at,memfd_create"_s,
                u"-o"_s, trace, QStringLiteral(ASSAY_RENDER_HOSTILE)});
        QVERIFY(process.waitForFinished(240'000));
        if (process.exitCode() != 0 && !QFile::exists(trace))
            QSKIP("strace may not trace here");
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
        QVERIFY(process.readAllStandardOutput().contains("documents"));

        QFile file(trace);
        QVERIFY(file.open(QIODevice::ReadOnly));
        bool inside = false;
        bool ended = false;
        QSet<QByteArray> before;
        int fonts = 0;
        QByteArrayList asked;
        while (!file.atEnd()) {
            const QByteArray line = file.readLine();
            ended = ended || line.contains("/campaign-ends");
            if (line.contains("/campaign-begins"))
                inside = true;
            else if (inside && !ended && isKnownFont(line, before))
                ++fonts;
            else if (inside && !ended)
                asked.append(line);
            else if (!inside)
                before.insert(pathIn(line));
        }
        QVERIFY2(inside && ended, "the trace has both ends of the campaign");
        QVERIFY2(before.size() > 20, "the trace sees what the program opens when it starts");
        QVERIFY2(asked.isEmpty(), asked.mid(0, 20).join().constData());
        qInfo("system calls on files or network while rendering: 0, but for %d fonts opened again", fonts);
    }
};

QTEST_APPLESS_MAIN(TestQuietRendering)
#include "tst_quietrendering.moc"
