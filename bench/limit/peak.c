// The most multiply-adds a millisecond that this processor does: acc = acc * c + d on CHAINS independent vectors
// of WIDTH bytes, fused where the processor fuses. `peak <threads>` prints the best of several windows.

#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#ifndef WIDTH
#if defined(__AVX512F__)
#define WIDTH 64
#elif defined(__AVX__)
#define WIDTH 32
#else
#define WIDTH 16
#endif
#endif

enum { CHAINS = 12, TURNS = 100000, WINDOWS = 8 };
typedef float vector __attribute__((vector_size(WIDTH)));

static volatile float sink;

static double milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e3 + now.tv_nsec * 1e-6;
}

static void work(int turns) {
  vector acc[CHAINS], c, d;
  for (int lane = 0; lane < WIDTH / 4; lane++) c[lane] = 0.999f, d[lane] = 0.001f;
  for (int chain = 0; chain < CHAINS; chain++) acc[chain] = d * (float)chain;
  for (int turn = 0; turn < turns; turn++) {
#pragma GCC unroll 12
    for (int chain = 0; chain < CHAINS; chain++) acc[chain] = acc[chain] * c + d;
  }
  float sum = 0;
  for (int chain = 0; chain < CHAINS; chain++) sum += acc[chain][0];
  sink = sum;
}

static void *window(void *rate) {
  double start = milliseconds(), now = start;
  long calls = 0;
  while (now - start < 40) {
    work(TURNS);
    calls++;
    now = milliseconds();
  }
  *(double *)rate = (double)calls * TURNS * CHAINS * (WIDTH / 4) / (now - start);
  return NULL;
}

int main(int count, char **values) {
  int threads = count > 1 ? atoi(values[1]) : 1;
  if (threads < 1 || threads > 1024) return 2;
  pthread_t handles[1024];
  double rates[1024], best = 0;
  for (int round = 0; round < WINDOWS; round++) {
    for (int i = 0; i < threads; i++)
      if (pthread_create(&handles[i], NULL, window, &rates[i]) != 0) return 1;
    double sum = 0;
    for (int i = 0; i < threads; i++) {
      pthread_join(handles[i], NULL);
      sum += rates[i];
    }
    if (sum > best) best = sum;
  }
  printf("{\"bytes\": %d, \"rate\": %.6g}\n", WIDTH, best);
  return 0;
}
