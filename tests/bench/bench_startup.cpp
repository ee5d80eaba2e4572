// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From exec to the first paint of the window, with an empty profile and with one that was used, beside `--version`
// (which opens nothing) as the floor of starting this executable at all.

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

double firstPaintMs(const QString& profile)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    if (!environment.contains(u"DISPLAY"_s))
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    environment.insert(u"ASSAY_STARTED_NS"_s, QString::number(steadyNs()));
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(ASSAY_EXECUTABLE), {u"--profile"_s, profile});
    process.waitForFinished(20'000);
    return process.readAllStandardOutput().trimmed().split(' ').value(1).toDouble() / 1000;
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
    const QTemporaryDir kept;
    firstPaintMs(kept.path());
    for (int i = 0; i < kRounds; ++i) {
        const QTemporaryDir fresh;
        version.push_back(versionMs());
        empty.push_back(firstPaintMs(fresh.path()));
        used.push_back(firstPaintMs(kept.path()));
    }
    std::printf("--version                    %7.1f ms\n", median(version));
    std::printf("first paint, empty profile   %7.1f ms  (goal 150)\n", median(empty));
    std::printf("first paint, used profile    %7.1f ms\n", median(used));
    return 0;
}
