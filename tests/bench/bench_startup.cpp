// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From exec to the first paint of the window, with an empty profile and with one that was used, beside `--version`
// (which opens nothing) as the floor of starting this executable at all; and what the window holds in memory then.

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <ctime>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

qint64 steadyNs()
{
    timespec now = {};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1'000'000'000LL + now.tv_nsec;
}

struct Start {
    double paintedMs = 0;
    double rss = 0; ///< MB, as the next two
    double pss = 0;
    double own = 0;
};

Start start(const QString& profile)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    if (!environment.contains(u"DISPLAY"_s))
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"ASSAY_STARTED_NS"_s, QString::number(steadyNs()));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(ASSAY_EXECUTABLE), {u"--profile"_s, profile});
    process.waitForFinished(20'000);
    Start out;
    for (const QByteArray& line : process.readAllStandardOutput().split('\n')) {
        const double value = line.mid(line.indexOf(' ') + 1).toDouble() / 1000;
        if (line.startsWith("first_paint_us"))
            out.paintedMs = value;
        else if (line.startsWith("rss_kb"))
            out.rss = value;
        else if (line.startsWith("pss_kb"))
            out.pss = value;
        else if (line.startsWith("private_kb"))
            out.own = value;
    }
    return out;
}

double versionMs()
{
    const qint64 begin = steadyNs();
    QProcess::execute(QStringLiteral(ASSAY_EXECUTABLE), {u"--version"_s});
    return static_cast<double>(steadyNs() - begin) / 1e6;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char* argv[])
{
    const QCoreApplication application(argc, argv);
    constexpr int kRounds = 11;
    std::vector<double> version;
    std::vector<double> empty;
    std::vector<double> used;
    std::vector<double> rss;
    std::vector<double> pss;
    std::vector<double> own;
    const QTemporaryDir kept;
    start(kept.path());
    for (int i = 0; i < kRounds; ++i) {
        const QTemporaryDir fresh;
        version.push_back(versionMs());
        empty.push_back(start(fresh.path()).paintedMs);
        const Start again = start(kept.path());
        used.push_back(again.paintedMs);
        rss.push_back(again.rss);
        pss.push_back(again.pss);
        own.push_back(again.own);
    }
    std::printf("--version                    %7.1f ms\n", median(version));
    std::printf("first paint, empty profile   %7.1f ms  (goal 150)\n", median(empty));
    std::printf("first paint, used profile    %7.1f ms\n", median(used));
    std::printf("memory after first paint     %7.1f MB resident (bar 80), %.1f MB with shared pages by their share, "
                "%.1f MB its own\n",
        median(rss), median(pss), median(own));
    return 0;
}
